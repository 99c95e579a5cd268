// TableStatus: what DescribeTable calls the state of a table. Derived from the definition and the time; nothing runs to
// change it.
#pragma once

#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/store/table_definition.h"

namespace basalt::operations {

enum class TableStatus { kCreating, kUpdating, kDeleting, kActive };

// A transition lasts until its moment (Settings::transition_delay_ms after the request), then the table is ACTIVE; a
// table being deleted stays so until it is gone.
TableStatus table_status(const store::TableDefinition& definition, const Clock& clock);
std::string_view name_of(TableStatus status);

}  // namespace basalt::operations
