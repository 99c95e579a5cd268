// A KeyConditionExpression against a key schema: which item collection, and which range of it.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/value/attribute_value.h"

namespace basalt::expression {

struct KeyAttribute {
  std::string name;
  AttributeType type = AttributeType::kString;
};

// The key of the table or index that is queried. Tables have one partition and at most one sort attribute;
// global secondary indexes up to four of each.
struct KeySchemaView {
  std::vector<KeyAttribute> partition;
  std::vector<KeyAttribute> sort;
};

struct SortCondition {
  enum class Operator { kEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kBetween, kBeginsWith };
  Operator op = Operator::kEqual;
  AttributeValue value;  // lower bound of kBetween
  AttributeValue upper;  // kBetween only
};

struct KeyCondition {
  std::vector<AttributeValue> partition;   // one per partition attribute
  std::vector<AttributeValue> sort_equal;  // leading sort attributes fixed by equality (multi-attribute keys)
  std::optional<SortCondition> sort;       // on the next sort attribute; kEqual on a single sort key stands here too
};

// The last condition on a sort attribute always stands in `sort`, the equalities before it in `sort_equal`.
// Errors with AWS's texts: "Query condition missed key schema element: pk", "Query key condition not supported",
// "Condition parameter type does not match schema type", "KeyConditionExpressions must only contain one condition per
// key", …
ApiResult<KeyCondition> key_condition(const Condition& condition, const KeySchemaView& schema);

}  // namespace basalt::expression
