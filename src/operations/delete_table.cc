#include "basalt/operations/delete_table.h"

#include <algorithm>

#include "basalt/operations/table_name.h"
#include "operations/table_change.h"

namespace basalt::operations {
namespace {

ApiResult<void> check_deletable(const Context& context, const store::Table& table) {
  TRY(check_not_in_use(context, table));
  const auto& indexes = table.definition().global_indexes;
  if (std::any_of(indexes.begin(), indexes.end(),
                  [](const auto& index) { return index.status == store::IndexStatus::kCreating; })) {
    return Failure{in_use(table, TableStatus::kUpdating)};
  }
  if (!table.definition().deletion_protection) return {};
  return Failure{ApiError::validation(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.")};
}

}  // namespace

ApiResult<DeleteTable::Response> DeleteTable::run(Context& context, const Request& request) {
  const auto deleting = begin_transition(context, store::Transition::kDeleting);
  store::TableRef table;
  if (deleting) {
    table = TRY(change_table(context, request.table_name,
                             [&](const store::Table& before, store::TableDefinition& definition) -> ApiResult<void> {
                               TRY(check_deletable(context, before));
                               definition.pending = deleting;
                               return {};
                             }));
  } else {
    table = TRY(find_table_in_any_status(context, request.table_name));
    TRY(check_deletable(context, *table));
    TRY(context.store.catalog().remove(*table));
  }
  return Response{{std::move(table), TableStatus::kDeleting, seconds_since_epoch(context.clock)}};
}

}  // namespace basalt::operations
