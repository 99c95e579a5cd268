#include "basalt/operations/table_status.h"

#include <chrono>

namespace basalt::operations {

TableStatus table_status(const store::TableDefinition& definition, const Clock& clock) {
  if (!definition.pending) return TableStatus::kActive;
  const store::PendingTransition& pending = *definition.pending;
  if (pending.kind == store::Transition::kDeleting) return TableStatus::kDeleting;
  const int64_t now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock.wall_now()).count();
  if (now_ms >= pending.until_ms) return TableStatus::kActive;
  return pending.kind == store::Transition::kCreating ? TableStatus::kCreating : TableStatus::kUpdating;
}

std::string_view name_of(TableStatus status) {
  switch (status) {
    case TableStatus::kCreating:
      return "CREATING";
    case TableStatus::kUpdating:
      return "UPDATING";
    case TableStatus::kDeleting:
      return "DELETING";
    case TableStatus::kActive:
      break;
  }
  return "ACTIVE";
}

}  // namespace basalt::operations
