// Who holds what TableUsages::open gave keeps a table on the metrics page. Threads that are idle may hold a dropped
// table for long, so the catalog alone does that; the table itself counts in the same place without being shown.
#pragma once

#include <memory>

#include "basalt/store/table_usage.h"

namespace basalt::store {

// The same usage, held without showing it.
std::shared_ptr<TableUsage> counted_in(const std::shared_ptr<TableUsage>& shown);

}  // namespace basalt::store
