#include "operations/write_condition.h"

#include <array>
#include <string>
#include <utility>

#include "basalt/expression/legacy.h"
#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/request_expressions.h"

namespace basalt::operations {

ApiResult<void> WriteCondition::check(const ItemView* old) const {
  if (!condition_ || condition_->matches(old == nullptr ? ItemView() : *old)) return {};
  if (!returns_item_ || old == nullptr) return Failure{ApiError::conditional_check_failed()};
  return Failure{ApiError::conditional_check_failed(std::string(old->encoded()))};
}

ApiResult<void> check_all_old_or_none(ReturnValues return_values) {
  if (return_values == ReturnValues::kNone || return_values == ReturnValues::kAllOld) return {};
  return Failure{ApiError::validation("ReturnValues can only be ALL_OLD or NONE")};
}

ApiResult<void> check_write_parameter_mix(const WriteParameters& parameters) {
  const std::array<expression::Parameter, 1> expressions{
      {{"ConditionExpression", parameters.condition_expression.has_value()}}};
  const std::array<expression::Parameter, 2> non_expressions{
      {{"Expected", parameters.expected.has_value()},
       {"ConditionalOperator", parameters.conditional_operator.has_value()}}};
  return expression::check_parameter_mix(expressions, non_expressions, parameters.placeholders.names.has_value(),
                                         parameters.placeholders.values.has_value());
}

ApiResult<std::optional<expression::Condition>> expected_condition(const WriteParameters& parameters) {
  const auto& expected = parameters.expected;
  TRY(check_conditional_operator(parameters.conditional_operator.has_value(), expected ? expected->value.size() : 0));
  if (!expected) return std::optional<expression::Condition>();
  if (expected->error) return Failure{*expected->error};
  if (expected->value.empty()) return std::optional<expression::Condition>();
  const auto op = parameters.conditional_operator.value_or(expression::ConditionalOperator::kAnd);
  return std::optional(TRY(expression::lower_expected(expected->value, op)));
}

ApiResult<WriteCondition> write_condition(WriteParameters& parameters) {
  std::optional<expression::Condition> condition = TRY(expected_condition(parameters));
  if (parameters.condition_expression) {
    expression::Texts texts;
    texts.condition = *parameters.condition_expression;
    condition = TRY(resolve_expressions(texts, std::move(parameters.placeholders))).condition;
  }
  return WriteCondition(std::move(condition), parameters.return_values_on_condition_check_failure);
}

}  // namespace basalt::operations
