// Result<T, E>: a value or an error, never both, never neither.
//
// The project's only way to report a failure that a caller can act on; exceptions never cross a layer. Each layer
// has its own error type (NumberError, engine::Error, ApiError), so a translation between two of them is visible
// in the code. Not synchronised; a Result belongs to one thread at a time.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "basalt/base/check.h"

namespace basalt {

// Marks a value as the error of a Result, so that Result<std::string, std::string> is not ambiguous.
template <class E>
struct Failure {
  E error;
};
template <class E>
Failure(E) -> Failure<E>;

template <class T, class E>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = E;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  template <class F>
  requires std::is_constructible_v<E, F&&> Result(Failure<F> failure)  // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<1>, std::move(failure.error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return BASALT_CHECKED_GET(0); }
  const T& value() const& { return BASALT_CHECKED_GET(0); }
  T&& value() && { return std::move(BASALT_CHECKED_GET(0)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  E& error() & { return BASALT_CHECKED_GET(1); }
  const E& error() const& { return BASALT_CHECKED_GET(1); }
  E&& error() && { return std::move(BASALT_CHECKED_GET(1)); }

 private:
  std::variant<T, E> state_;
};

// Success or an error.
template <class E>
class [[nodiscard]] Result<void, E> {
 public:
  using value_type = void;
  using error_type = E;

  Result() = default;
  template <class F>
  requires std::is_constructible_v<E, F&&> Result(Failure<F> failure)  // NOLINT(google-explicit-constructor)
      : state_(std::in_place_index<1>, std::move(failure.error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  void value() const { (void)BASALT_CHECKED_GET(0); }

  E& error() & { return BASALT_CHECKED_GET(1); }
  const E& error() const& { return BASALT_CHECKED_GET(1); }
  E&& error() && { return std::move(BASALT_CHECKED_GET(1)); }

 private:
  std::variant<std::monostate, E> state_;
};

}  // namespace basalt

// TRY(expression) yields the value of a Result, or returns its error from the enclosing function.
#define TRY(expression) BASALT_TRY_NAMED(expression, __COUNTER__)
#define BASALT_TRY_NAMED(expression, number) BASALT_TRY_PASTED(expression, number)
#define BASALT_TRY_PASTED(expression, number) BASALT_TRY_AS(expression, try_result_##number)
#define BASALT_TRY_AS(expression, name)                  \
  __extension__({                                        \
    auto name = (expression);                            \
    if (!name.ok()) [[unlikely]] {                       \
      return ::basalt::Failure{std::move(name).error()}; \
    }                                                    \
    std::move(name).value();                             \
  })
