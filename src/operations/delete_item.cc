#include "basalt/operations/delete_item.h"

#include <memory>
#include <utility>

#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "operations/delete_plan.h"
#include "operations/item_write.h"
#include "operations/write_condition.h"

namespace basalt::operations {
namespace {

ApiResult<PreparedWrite> prepare(const Context& context, DeleteItem::Request&& request) {
  WriteParameters& parameters = request.parameters;
  TRY(check_write_parameter_mix(parameters));
  if (request.key.error) return Failure{*std::move(request.key.error)};
  const Item& key = request.key.value;
  TRY(check_all_old_or_none(parameters.return_values));
  WriteCondition condition = TRY(write_condition(parameters));

  store::TableRef table = TRY(find_table(context, request.table_name));
  TRY(check_key(*table, key));
  PreparedWrite write = prepared_write(std::move(table), key, std::move(request.table_name), parameters);
  write.plan = std::make_unique<DeletePlan>(std::move(condition));
  return write;
}

}  // namespace

void DeleteItem::start(Context& context, Request&& request, Reply<Response> reply) {
  const ReturnValues return_values = request.parameters.return_values;
  submit(
      context.store, prepare(context, std::move(request)),
      [return_values](store::WriteOutcome&& outcome) { return old_attributes(return_values, std::move(outcome)); },
      std::move(reply));
}

}  // namespace basalt::operations
