// The limits of expressions.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
#pragma once

#include <cstddef>
#include <cstdint>

namespace basalt::expression {

inline constexpr size_t kMaxExpressionSize = 4096;  // bytes, as sent
inline constexpr size_t kMaxOperators = 300;        // operators and functions of one expression
inline constexpr size_t kMaxInOperands = 100;
inline constexpr size_t kMaxPathElements = 32;
inline constexpr int64_t kMaxListIndex = INT32_MAX;
// Parentheses, NOTs and calls within each other. Each is either an operator or stands beside one, or it is redundant:
// what nests deeper is refused for one of these reasons whatever comes after it.
inline constexpr size_t kMaxNesting = kMaxOperators + 10;

}  // namespace basalt::expression
