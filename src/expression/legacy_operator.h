// The ComparisonOperators of the legacy parameters: how many values of which types each takes.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/value/attribute_value.h"

namespace basalt::expression {

enum class LegacyOperator : uint8_t {
  kEq,
  kNe,
  kLe,
  kLt,
  kGe,
  kGt,
  kNotNull,
  kNull,
  kContains,
  kNotContains,
  kBeginsWith,
  kIn,
  kBetween,
};

ApiResult<LegacyOperator> legacy_operator(std::string_view name);

// AWS's checks of an operator's values, in AWS's order: their number, that they are of one type, that the operator
// takes that type, that BETWEEN's bounds are in order.
ApiResult<void> check_arguments(LegacyOperator op, std::span<const AttributeValue> values);

// "One or more parameter values were invalid: " and what.
ApiError invalid_parameter(std::string_view what);

}  // namespace basalt::expression
