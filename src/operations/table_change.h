// Changing a table's definition: the moment, the transition, and the ways a table may be in use.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "basalt/operations/context.h"
#include "basalt/operations/table_status.h"
#include "basalt/store/table.h"

namespace basalt::operations {

double seconds_since_epoch(const Clock& clock);
// The transition that a change made now begins; nullopt when transitions are immediate.
std::optional<store::PendingTransition> begin_transition(const Context& context, store::Transition kind);

// ResourceInUseException: what the table is at, as its status says.
ApiError in_use(const store::Table& table, TableStatus status);
// ResourceInUseException unless the table is ACTIVE.
ApiResult<void> check_not_in_use(const Context& context, const store::Table& table);

// Removes a table whose delayed deletion is due; whether it did.
ApiResult<bool> finish_deletion(const Context& context, const store::Table& table);

// One change of an existing table: finds it, lets change() edit a copy of its definition (or refuse), and stores it.
// See Catalog::edit.
ApiResult<store::TableRef> change_table(const Context& context, std::string_view name_or_arn,
                                        const store::Catalog::Edit& change);

}  // namespace basalt::operations
