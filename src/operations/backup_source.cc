#include "operations/backup_source.h"

#include "basalt/operations/table_name.h"
#include "basalt/operations/table_status.h"

namespace basalt::operations {

ApiResult<store::TableRef> backup_source(const Context& context, std::string_view name_or_arn) {
  auto table = find_table_in_any_status(context, name_or_arn);
  if (table.ok() || table.error().name() != "ResourceNotFoundException") return table;
  const auto name = table_name_of(context, name_or_arn);
  return Failure{ApiError::source_table_not_found(name.ok() ? *name : name_or_arn)};
}

bool backups_enabled(const store::Table& table, const Clock& clock) {
  return table_status(table.definition(), clock) != TableStatus::kCreating;
}

}  // namespace basalt::operations
