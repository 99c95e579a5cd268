#include "operations/checked_write.h"

#include <array>

#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/request_expressions.h"
#include "operations/delete_plan.h"
#include "operations/put_plan.h"
#include "operations/update_plan.h"

namespace basalt::operations {
namespace {

struct UpdateExpressions {
  std::optional<expression::Update> update;
  std::optional<expression::Condition> condition;
};

ApiResult<void> check_mix(const UpdateItem::Request& request) {
  const WriteParameters& parameters = request.parameters;
  const std::array<expression::Parameter, 2> expressions{
      {{"UpdateExpression", request.update_expression.has_value()},
       {"ConditionExpression", parameters.condition_expression.has_value()}}};
  const std::array<expression::Parameter, 3> non_expressions{
      {{"AttributeUpdates", request.attribute_updates.has_value()},
       {"Expected", parameters.expected.has_value()},
       {"ConditionalOperator", parameters.conditional_operator.has_value()}}};
  return expression::check_parameter_mix(expressions, non_expressions, parameters.placeholders.names.has_value(),
                                         parameters.placeholders.values.has_value());
}

// The update and the condition, from the expressions or from the legacy parameters.
ApiResult<UpdateExpressions> expressions_of(UpdateItem::Request& request) {
  UpdateExpressions found;
  if (const auto& updates = request.attribute_updates) {
    if (updates->error) return Failure{*updates->error};
    if (!updates->value.empty()) found.update = TRY(expression::lower_attribute_updates(updates->value));
  }
  WriteParameters& parameters = request.parameters;
  found.condition = TRY(expected_condition(parameters));
  if (!request.update_expression && !parameters.condition_expression) return found;
  expression::Texts texts;
  if (request.update_expression) texts.update = *request.update_expression;
  if (parameters.condition_expression) texts.condition = *parameters.condition_expression;
  expression::Resolved resolved = TRY(resolve_expressions(texts, std::move(parameters.placeholders)));
  found.update = std::move(resolved.update);
  found.condition = std::move(resolved.condition);
  return found;
}

}  // namespace

ApiResult<CheckedPut> check_request(PutItem::Request& request) {
  WriteParameters& parameters = request.parameters;
  TRY(check_write_parameter_mix(parameters));
  if (request.item.error) return Failure{*std::move(request.item.error)};
  TRY(check_all_old_or_none(parameters.return_values));
  TRY(check_item_size(request.item.value.size()));
  WriteCondition condition = TRY(write_condition(parameters));
  return CheckedPut{std::move(request.item.value), std::move(condition)};
}

ApiResult<CheckedUpdate> check_request(UpdateItem::Request& request) {
  TRY(check_mix(request));
  if (request.key.error) return Failure{*std::move(request.key.error)};
  UpdateExpressions expressions = TRY(expressions_of(request));
  WriteCondition condition(std::move(expressions.condition),
                           request.parameters.return_values_on_condition_check_failure);
  return CheckedUpdate{std::move(request.key.value), std::move(condition), std::move(expressions.update)};
}

ApiResult<CheckedDelete> check_request(DeleteItem::Request& request) {
  WriteParameters& parameters = request.parameters;
  TRY(check_write_parameter_mix(parameters));
  if (request.key.error) return Failure{*std::move(request.key.error)};
  TRY(check_all_old_or_none(parameters.return_values));
  WriteCondition condition = TRY(write_condition(parameters));
  return CheckedDelete{std::move(request.key.value), std::move(condition)};
}

ApiResult<void> CheckedPut::check(const store::Table& table) const { return check_item(table, item.view()); }

std::unique_ptr<store::WritePlan> CheckedPut::plan(store::TableRef) && {
  return std::make_unique<PutPlan>(std::move(condition), std::move(item));
}

ApiResult<void> CheckedUpdate::check(const store::Table& table) const {
  TRY(check_key(table, item));
  if (update) TRY(check_update_targets(table, *update));
  return {};
}

std::unique_ptr<store::WritePlan> CheckedUpdate::plan(store::TableRef table) && {
  return std::make_unique<UpdatePlan>(std::move(table), std::move(item), std::move(condition), std::move(update));
}

ApiResult<void> CheckedDelete::check(const store::Table& table) const { return check_key(table, item); }

std::unique_ptr<store::WritePlan> CheckedDelete::plan(store::TableRef) && {
  return std::make_unique<DeletePlan>(std::move(condition));
}

}  // namespace basalt::operations
