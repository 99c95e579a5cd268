#include "operations/table_change.h"

#include <chrono>
#include <string>

#include "basalt/operations/table_name.h"
#include "basalt/operations/table_status.h"

namespace basalt::operations {
namespace {

int64_t milliseconds_since_epoch(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock.wall_now()).count();
}

std::string_view in_use_text(TableStatus status) {
  switch (status) {
    case TableStatus::kCreating:
      return "Table is being created: ";
    case TableStatus::kUpdating:
      return "Table is being updated: ";
    case TableStatus::kDeleting:
      return "Table is being deleted: ";
    case TableStatus::kActive:
      break;
  }
  return {};
}

}  // namespace

double seconds_since_epoch(const Clock& clock) { return static_cast<double>(milliseconds_since_epoch(clock)) / 1000; }

std::optional<store::PendingTransition> begin_transition(const Context& context, store::Transition kind) {
  if (context.settings.transition_delay_ms <= 0) return std::nullopt;
  return store::PendingTransition{kind, milliseconds_since_epoch(context.clock) + context.settings.transition_delay_ms};
}

ApiError in_use(const store::Table& table, TableStatus status) {
  return ApiError::resource_in_use(std::string("Attempt to change a resource which is still in use: ")
                                       .append(in_use_text(status))
                                       .append(table.name()));
}

ApiResult<void> check_not_in_use(const Context& context, const store::Table& table) {
  const TableStatus status = table_status(table.definition(), context.clock);
  if (status == TableStatus::kActive) return {};
  return Failure{in_use(table, status)};
}

ApiResult<bool> finish_deletion(const Context& context, const store::Table& table) {
  const auto& pending = table.definition().pending;
  if (!pending || pending->kind != store::Transition::kDeleting) return false;
  if (milliseconds_since_epoch(context.clock) < pending->until_ms) return false;
  // Another request may have finished it meanwhile: gone is gone.
  (void)context.store.catalog().remove(table);
  return true;
}

ApiResult<store::TableRef> change_table(const Context& context, std::string_view name_or_arn,
                                        const store::Catalog::Edit& change) {
  const store::TableRef table = TRY(find_table_in_any_status(context, name_or_arn));
  return context.store.catalog().edit(*table, change);
}

}  // namespace basalt::operations
