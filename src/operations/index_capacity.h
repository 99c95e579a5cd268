// What a write to an item costs in one index. Private to operations.
#pragma once

#include <optional>

#include "basalt/operations/consumed_capacity.h"
#include "basalt/store/index_layout.h"

namespace basalt::operations {

// 0 when the index's entry stays as it was, or there is none before and after.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
double index_write_units(const store::IndexLayout& index, const std::optional<SizedItem>& before,
                         const std::optional<SizedItem>& after);

}  // namespace basalt::operations
