// The legacy parameters (Expected, AttributeUpdates, KeyConditions, QueryFilter, ScanFilter, AttributesToGet), lowered
// to the same conditions, updates and projections that expressions make. One evaluator serves both.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
//
// Pure functions, any thread. Errors are ValidationException with AWS's texts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/key_condition.h"
#include "basalt/expression/projection.h"
#include "basalt/expression/update.h"

namespace basalt::expression {

enum class ConditionalOperator { kAnd, kOr };

// A member of KeyConditions, QueryFilter or ScanFilter. The operator's name has passed the enum constraint.
struct LegacyCondition {
  std::string comparison_operator;
  std::optional<std::vector<AttributeValue>> attribute_value_list = std::nullopt;
};

// A member of Expected.
struct ExpectedAttribute {
  std::optional<AttributeValue> value = std::nullopt;
  std::optional<bool> exists = std::nullopt;
  std::optional<std::string> comparison_operator = std::nullopt;
  std::optional<std::vector<AttributeValue>> attribute_value_list = std::nullopt;
};

// A member of AttributeUpdates; action defaults to PUT.
struct AttributeUpdate {
  std::optional<AttributeValue> value = std::nullopt;
  std::optional<std::string> action = std::nullopt;
};

// In the order the request names them, as AWS's messages depend on it.
template <class T>
using Named = std::vector<std::pair<std::string, T>>;

ApiResult<Condition> lower_expected(const Named<ExpectedAttribute>& expected, ConditionalOperator op);
ApiResult<Condition> lower_filter(const Named<LegacyCondition>& filter, ConditionalOperator op);
// What is wrong with KeyConditions whatever the table; AWS says so before it looks for the table.
ApiResult<void> check_key_conditions(const Named<LegacyCondition>& conditions);
ApiResult<KeyCondition> lower_key_conditions(const Named<LegacyCondition>& conditions, const KeySchemaView& schema);
ApiResult<Update> lower_attribute_updates(const Named<AttributeUpdate>& updates);
ApiResult<Projection> lower_attributes_to_get(const std::vector<std::string>& names);

}  // namespace basalt::expression
