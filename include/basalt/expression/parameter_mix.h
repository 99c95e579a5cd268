// Which parameters of a request go together: expressions exclude the legacy parameters, and placeholders need an
// expression. AWS checks this before it looks at any value.
//
// Pure function, any thread.
#pragma once

#include <span>
#include <string_view>

#include "basalt/error/api_error.h"

namespace basalt::expression {

// A parameter that the action has, and whether the request gave it.
struct Parameter {
  std::string_view name;
  bool given = false;
};

// expressions and non_expressions: every such parameter of the action, in the order AWS prints them, e.g.
// {UpdateExpression, ConditionExpression} and {AttributeUpdates, Expected}. Errors are ValidationException:
//   Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {…} …
//   ExpressionAttributeNames can only be specified when using expressions
//   ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null
ApiResult<void> check_parameter_mix(std::span<const Parameter> expressions, std::span<const Parameter> non_expressions,
                                    bool has_names, bool has_values);

}  // namespace basalt::expression
