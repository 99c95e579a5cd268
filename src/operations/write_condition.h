// The condition of a write, from whichever parameter gave it, and what a failed one shows. Private to operations.
#pragma once

#include <optional>
#include <utility>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/item_codec.h"

namespace basalt::operations {

class WriteCondition {
 public:
  WriteCondition() = default;  // always holds
  WriteCondition(std::optional<expression::Condition> condition, ReturnValues on_failure)
      : condition_(std::move(condition)), returns_item_(on_failure == ReturnValues::kAllOld) {}

  // old is null when there is no such item. ConditionalCheckFailedException when the condition does not hold.
  ApiResult<void> check(const ItemView* old) const;

 private:
  std::optional<expression::Condition> condition_;
  bool returns_item_ = false;
};

// What PutItem and DeleteItem allow.
ApiResult<void> check_all_old_or_none(ReturnValues return_values);

// ConditionExpression beside Expected, and placeholders without an expression: refused before any value is looked at.
ApiResult<void> check_write_parameter_mix(const WriteParameters& parameters);

// Expected and ConditionalOperator, lowered; nullopt when there is nothing to expect.
ApiResult<std::optional<expression::Condition>> expected_condition(const WriteParameters& parameters);

// The condition of a write whose only expression it is. Takes the placeholders out of parameters.
ApiResult<WriteCondition> write_condition(WriteParameters& parameters);

}  // namespace basalt::operations
