// UniqueFunction<R(Args...)>: a callable that owns move-only captures (std::move_only_function is C++23).
// Called at most as often as the callable allows; an empty one must not be called. One thread at a time.
//
// A callable of up to kInlineBytes that moves without exceptions lies within it; a larger one is allocated.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "basalt/base/check.h"

namespace basalt {

template <class Signature>
class UniqueFunction;

template <class R, class... Args>
class UniqueFunction<R(Args...)> {
 public:
  static constexpr size_t kInlineBytes = 4 * sizeof(void*);

  UniqueFunction() = default;
  template <class F>
  requires(!std::is_same_v<std::decay_t<F>, UniqueFunction> && std::is_invocable_r_v<R, std::decay_t<F>&, Args...>)
      UniqueFunction(F&& callable) {  // NOLINT(google-explicit-constructor)
    using Callable = std::decay_t<F>;
    if constexpr (kFits<Callable>) {
      new (place_) Callable(std::forward<F>(callable));
      kind_ = &kInlineKind<Callable>;
    } else {
      using Allocated = std::unique_ptr<Callable>;
      new (place_) Allocated(std::make_unique<Callable>(std::forward<F>(callable)));
      kind_ = &kAllocatedKind<Callable>;
    }
  }
  UniqueFunction(UniqueFunction&& other) noexcept { take(other); }
  UniqueFunction& operator=(UniqueFunction&& other) noexcept {
    if (this == &other) return *this;
    clear();
    take(other);
    return *this;
  }
  ~UniqueFunction() { clear(); }

  explicit operator bool() const { return kind_ != nullptr; }
  R operator()(Args... args) {
    CHECK(kind_ != nullptr);
    return kind_->call(place_, std::forward<Args>(args)...);
  }

 private:
  // What is known of the callable's type.
  struct Kind {
    R (*call)(void* place, Args&&... args);
    void (*move)(void* from, void* to);  // leaves nothing behind
    void (*destroy)(void* place);
  };

  template <class T>
  static constexpr bool kFits = sizeof(T) <= kInlineBytes &&
                                alignof(T) <= alignof(void*) && std::is_nothrow_move_constructible_v<T>;

  template <class T>
  static T& at(void* place) {
    return *std::launder(static_cast<T*>(place));
  }
  template <class T>
  static void move(void* from, void* to) {
    new (to) T(std::move(at<T>(from)));
    at<T>(from).~T();
  }
  template <class T>
  static void destroy(void* place) {
    at<T>(place).~T();
  }
  template <class F>
  static R call_inline(void* place, Args&&... args) {
    return at<F>(place)(std::forward<Args>(args)...);
  }
  template <class F>
  static R call_allocated(void* place, Args&&... args) {
    return (*at<std::unique_ptr<F>>(place))(std::forward<Args>(args)...);
  }
  template <class F>
  static constexpr Kind kInlineKind{call_inline<F>, move<F>, destroy<F>};
  template <class F>
  static constexpr Kind kAllocatedKind{call_allocated<F>, move<std::unique_ptr<F>>, destroy<std::unique_ptr<F>>};

  void take(UniqueFunction& other) noexcept {
    kind_ = std::exchange(other.kind_, nullptr);
    if (kind_ != nullptr) kind_->move(other.place_, place_);
  }
  void clear() noexcept {
    if (const Kind* const kind = std::exchange(kind_, nullptr)) kind->destroy(place_);
  }

  alignas(void*) std::byte place_[kInlineBytes];
  const Kind* kind_ = nullptr;
};

}  // namespace basalt
