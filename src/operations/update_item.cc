#include "basalt/operations/update_item.h"

#include <array>
#include <memory>
#include <utility>

#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/request_expressions.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/item_codec.h"
#include "operations/item_write.h"
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

// What the answer shows of an update: fixed when the request is prepared, used when the write is done.
struct ShownAttributes {
  ReturnValues return_values = ReturnValues::kNone;
  std::optional<expression::Update> update;  // kUpdatedOld and kUpdatedNew only

  std::optional<OwnedItem> operator()(store::WriteOutcome&& outcome) const {
    switch (return_values) {
      case ReturnValues::kNone:
        return std::nullopt;
      case ReturnValues::kAllOld:
        return old_attributes(return_values, std::move(outcome));
      case ReturnValues::kAllNew: {
        std::optional<std::string> after = item_after(std::move(outcome));
        if (!after) return std::nullopt;
        return OwnedItem(*std::move(after));
      }
      case ReturnValues::kUpdatedOld:
        return at_targets(std::move(outcome.old_item), &expression::Update::updated_attributes);
      case ReturnValues::kUpdatedNew:
        return at_targets(item_after(std::move(outcome)), &expression::Update::updated_new_attributes);
    }
    return std::nullopt;
  }

 private:
  std::optional<OwnedItem> at_targets(const std::optional<std::string>& item,
                                      Item (expression::Update::*shown)(const Item&) const) const {
    if (!item || !update) return std::nullopt;
    const Item attributes = ((*update).*shown)(ItemView(*item).decode());
    if (attributes.empty()) return std::nullopt;
    return OwnedItem(encode_item(attributes));
  }
};

// shown: filled in as far as the request's expressions go.
ApiResult<PreparedWrite> prepare(const Context& context, UpdateItem::Request&& request, ShownAttributes& shown) {
  TRY(check_mix(request));
  if (request.key.error) return Failure{*std::move(request.key.error)};
  UpdateExpressions expressions = TRY(expressions_of(request));
  const WriteParameters& parameters = request.parameters;
  shown.return_values = parameters.return_values;
  if (shown.return_values == ReturnValues::kUpdatedOld || shown.return_values == ReturnValues::kUpdatedNew) {
    shown.update = expressions.update;
  }

  store::TableRef table = TRY(find_table(context, request.table_name));
  TRY(check_key(*table, request.key.value));
  if (expressions.update) TRY(check_update_targets(*table, *expressions.update));
  PreparedWrite write = prepared_write(table, request.key.value, std::move(request.table_name), parameters);
  WriteCondition condition(std::move(expressions.condition), parameters.return_values_on_condition_check_failure);
  write.plan = std::make_unique<UpdatePlan>(std::move(table), std::move(request.key.value), std::move(condition),
                                            std::move(expressions.update));
  return write;
}

}  // namespace

void UpdateItem::start(Context& context, Request&& request, Reply<Response> reply) {
  ShownAttributes shown;
  ApiResult<PreparedWrite> prepared = prepare(context, std::move(request), shown);
  submit(context.store, std::move(prepared), std::move(shown), std::move(reply));
}

}  // namespace basalt::operations
