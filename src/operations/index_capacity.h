// What a write to an item costs in one index. Private to operations.
#pragma once

#include <optional>

#include "basalt/operations/consumed_capacity.h"
#include "basalt/store/table.h"

namespace basalt::operations {

// 0 when the index's entry stays as it was, or there is none before and after.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
double index_write_units(const store::Table& table, const store::KeySchema& key_schema,
                         const store::IndexProjection& projection, const std::optional<SizedItem>& before,
                         const std::optional<SizedItem>& after);

}  // namespace basalt::operations
