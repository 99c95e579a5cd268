// What AWS refuses in an update once its placeholders are known.
#pragma once

#include <optional>
#include <string>

#include "expression/binding.h"

namespace basalt::expression {

// The message without "Invalid UpdateExpression: ". Over the whole text: first undefined names, then undefined values,
// then paths that cannot go together, then the operands of ADD and DELETE, then those of functions and arithmetic.
std::optional<std::string> check_update(const UpdateTree& tree, const Binding& binding);

}  // namespace basalt::expression
