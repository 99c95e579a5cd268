// A key condition as a list of one condition per attribute: what KeyConditionExpression and KeyConditions both come to
// before the key schema is known.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/key_condition.h"
#include "expression/bound.h"

namespace basalt::expression {

// No key has more than four partition and four sort attributes.
inline constexpr size_t kMaxKeyConditions = 8;

// Operators that KeyConditions may spell but no index can serve stand here as kNotIndexable.
enum class KeyOperator : uint8_t {
  kEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kBetween,
  kBeginsWith,
  kNotIndexable,
};

struct KeyTerm {
  std::string_view attribute;
  KeyOperator op = KeyOperator::kEqual;
  std::vector<const AttributeValue*> values;
};

// Views into condition. Errors are those that need no schema.
ApiResult<std::vector<KeyTerm>> key_terms(const BoundCondition& condition);

ApiResult<KeyCondition> match_schema(std::span<const KeyTerm> terms, const KeySchemaView& schema);

ApiError wrong_number_of_key_conditions();

}  // namespace basalt::expression
