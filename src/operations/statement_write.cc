#include "operations/statement_write.h"

#include <memory>
#include <utility>

#include "basalt/expression/partiql_plan.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/encoded_item.h"
#include "operations/delete_plan.h"
#include "operations/statement_request.h"
#include "operations/update_plan.h"

namespace basalt::operations {
namespace {

using expression::partiql::Returning;

class InsertPlan final : public store::WritePlan {
 public:
  explicit InsertPlan(EncodedItem item) : item_(std::move(item)) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    if (old != nullptr) return Failure{ApiError::duplicate_item("Duplicate primary key exists in table")};
    return store::Change{store::Change::Kind::kPut, store::ChangedItem::of_plan(item_.encoded()), item_.size()};
  }

 private:
  EncodedItem item_;
};

WriteCondition condition_of(std::optional<expression::Condition>&& condition, const WriteParameters& parameters) {
  return WriteCondition(std::move(condition), parameters.return_values_on_condition_check_failure);
}

std::optional<OwnedItem> at_targets(const expression::Update& update, const std::optional<std::string>& item) {
  if (!item) return std::nullopt;
  const Item attributes = update.updated_attributes(ItemView(*item).decode());
  if (attributes.empty()) return std::nullopt;
  return OwnedItem(encode_item(attributes));
}

std::optional<OwnedItem> whole(std::optional<std::string>&& item) {
  if (!item) return std::nullopt;
  return OwnedItem(*std::move(item));
}

}  // namespace

std::optional<OwnedItem> ReturnedItem::operator()(store::WriteOutcome&& outcome) const {
  if (!returning) return std::nullopt;
  switch (*returning) {
    case Returning::kAllOld:
      return whole(std::move(outcome.old_item));
    case Returning::kAllNew:
      return whole(item_after(std::move(outcome)));
    case Returning::kModifiedOld:
      return at_targets(*update, outcome.old_item);
    case Returning::kModifiedNew:
      return at_targets(*update, item_after(std::move(outcome)));
  }
  return std::nullopt;
}

ApiResult<StatementWrite> prepare_write(const Context& context, expression::partiql::InsertStatement&& insert,
                                        const WriteParameters& parameters) {
  store::TableRef table = TRY(find_table(context, insert.table));
  EncodedItem item(insert.item);
  TRY(check_item_size(item.size()));
  TRY(check_item(*table, item.view()));
  PreparedWrite write = prepared_write(std::move(table), item.view(), std::move(insert.table), parameters);
  write.plan = std::make_unique<InsertPlan>(std::move(item));
  return StatementWrite{std::move(write), {}};
}

ApiResult<StatementWrite> prepare_write(const Context& context, expression::partiql::UpdateStatement&& update,
                                        const WriteParameters& parameters) {
  store::TableRef table = TRY(find_table(context, update.table));
  auto item = TRY(expression::partiql::plan_update(update.where, table_key(*table)));
  TRY(check_key(*table, item.key));
  TRY(check_update_targets(*table, update.update));
  PreparedWrite write = prepared_write(table, item.key, std::move(update.table), parameters);
  write.plan = std::make_unique<UpdatePlan>(std::move(table), std::move(item.key),
                                            condition_of(std::move(item.condition), parameters), update.update);
  return StatementWrite{std::move(write), {update.returning, std::move(update.update)}};
}

ApiResult<StatementWrite> prepare_write(const Context& context, expression::partiql::DeleteStatement&& erase,
                                        const WriteParameters& parameters) {
  store::TableRef table = TRY(find_table(context, erase.table));
  auto item = TRY(expression::partiql::plan_delete(erase.where, table_key(*table)));
  TRY(check_key(*table, item.key));
  PreparedWrite write = prepared_write(std::move(table), item.key, std::move(erase.table), parameters);
  write.plan = std::make_unique<DeletePlan>(condition_of(std::move(item.condition), parameters));
  return StatementWrite{std::move(write), {erase.returning, std::nullopt}};
}

}  // namespace basalt::operations
