#include "basalt/operations/put_item.h"

#include <array>
#include <memory>
#include <utility>

#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/request_expressions.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"
#include "operations/item_write.h"
#include "operations/write_condition.h"

namespace basalt::operations {
namespace {

class PutPlan final : public store::WritePlan {
 public:
  PutPlan(WriteCondition condition, std::string item, size_t item_size)
      : condition_(std::move(condition)), item_(std::move(item)), item_size_(item_size) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    TRY(condition_.check(old));
    return store::Change{store::Change::Kind::kPut, item_, item_size_};
  }

 private:
  WriteCondition condition_;
  std::string item_;
  size_t item_size_;
};

ApiResult<PreparedWrite> prepare(const Context& context, PutItem::Request&& request) {
  WriteParameters& parameters = request.parameters;
  TRY(check_write_parameter_mix(parameters));
  if (request.item.error) return Failure{*std::move(request.item.error)};
  const Item& item = request.item.value;
  TRY(check_all_old_or_none(parameters.return_values));
  const size_t size = item_size(item);
  TRY(check_item_size(size));
  WriteCondition condition = TRY(write_condition(parameters));

  store::TableRef table = TRY(find_table(context, request.table_name));
  TRY(check_item(*table, item));
  PreparedWrite write = prepared_write(std::move(table), item, std::move(request.table_name), parameters);
  write.plan = std::make_unique<PutPlan>(std::move(condition), encode_item(item), size);
  return write;
}

}  // namespace

void PutItem::start(Context& context, Request&& request, Reply<Response> reply) {
  const ReturnValues return_values = request.parameters.return_values;
  submit(
      context.store, prepare(context, std::move(request)),
      [return_values](store::WriteOutcome&& outcome) { return old_attributes(return_values, std::move(outcome)); },
      std::move(reply));
}

}  // namespace basalt::operations
