// What AWS refuses in a condition once its placeholders are known.
#pragma once

#include <optional>
#include <string>

#include "expression/binding.h"

namespace basalt::expression {

// The message without "Invalid <kind>: ". AWS checks comparison by comparison, from left to right; within one, first
// that its placeholders are defined, then the number of operands, then that they are distinct, then their types.
std::optional<std::string> check_condition(const ConditionNode& root, const Binding& binding);

}  // namespace basalt::expression
