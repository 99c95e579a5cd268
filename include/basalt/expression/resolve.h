// One request's expressions, parsed, resolved against its placeholders and checked, in AWS's order.
//
// Parsing is cached by text; resolving is per request. Errors are ValidationException with AWS's texts, e.g.
//   Invalid ConditionExpression: Syntax error; token: "x", near: "a x b"
//   Invalid FilterExpression: An expression attribute value used in expression is not defined; attribute value: :v
//   Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
//
// Any thread. Results own everything they need (the request may go away) and are immutable.
#pragma once

#include <optional>
#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/projection.h"
#include "basalt/expression/substitutions.h"
#include "basalt/expression/update.h"

namespace basalt::expression {

// The expression parameters a request may carry; an absent one is nullopt, an empty one is AWS's error.
struct Texts {
  std::optional<std::string_view> update = std::nullopt;
  std::optional<std::string_view> condition = std::nullopt;
  std::optional<std::string_view> filter = std::nullopt;
  std::optional<std::string_view> key_condition = std::nullopt;
  std::optional<std::string_view> projection = std::nullopt;
};

struct Resolved {
  std::optional<Update> update = std::nullopt;
  std::optional<Condition> condition = std::nullopt;
  std::optional<Condition> filter = std::nullopt;
  std::optional<Condition> key_condition =
      std::nullopt;  // key_condition.h turns it into a range once the table's schema is known
  std::optional<Projection> projection = std::nullopt;
};

// Also refuses malformed placeholder names and unused placeholders, and key conditions that no schema could serve.
// Values are moved from substitutions into the results when it is given as an rvalue; else they are copied once.
// Which parameters go together is checked before, by parameter_mix.h.
ApiResult<Resolved> resolve(const Texts& texts, Substitutions substitutions);

}  // namespace basalt::expression
