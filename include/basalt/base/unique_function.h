// UniqueFunction<R(Args...)>: a callable that owns move-only captures (std::move_only_function is C++23).
// Called at most as often as the callable allows; an empty one must not be called. One thread at a time.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "basalt/base/check.h"

namespace basalt {

template <class Signature>
class UniqueFunction;

template <class R, class... Args>
class UniqueFunction<R(Args...)> {
 public:
  UniqueFunction() = default;
  template <class F>
  requires(!std::is_same_v<std::decay_t<F>, UniqueFunction> && std::is_invocable_r_v<R, std::decay_t<F>&, Args...>)
      UniqueFunction(F&& callable)  // NOLINT(google-explicit-constructor)
      : callable_(std::make_unique<Holder<std::decay_t<F>>>(std::forward<F>(callable))) {}

  explicit operator bool() const { return callable_ != nullptr; }
  R operator()(Args... args) {
    CHECK(callable_ != nullptr);
    return callable_->call(std::forward<Args>(args)...);
  }

 private:
  struct Callable {
    virtual ~Callable() = default;
    virtual R call(Args... args) = 0;
  };
  template <class F>
  struct Holder final : Callable {
    explicit Holder(F callable) : held(std::move(callable)) {}
    R call(Args... args) override { return held(std::forward<Args>(args)...); }
    F held;
  };
  std::unique_ptr<Callable> callable_;
};

}  // namespace basalt
