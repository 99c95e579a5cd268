// The table that an action about backups names. Private to operations.
#pragma once

#include <string_view>

#include "basalt/operations/context.h"
#include "basalt/store/table.h"

namespace basalt::operations {

// In any status; else TableNotFoundException "Table not found: X".
ApiResult<store::TableRef> backup_source(const Context& context, std::string_view name_or_arn);
// AWS turns backups on by itself soon after a table is ACTIVE; here as soon as it is.
bool backups_enabled(const store::Table& table, const Clock& clock);

}  // namespace basalt::operations
