// The rows that a key condition, or a Scan segment, covers.
#pragma once

#include <cstdint>
#include <string>

#include "basalt/engine/storage_engine.h"
#include "basalt/expression/key_condition.h"
#include "basalt/store/item_reader.h"
#include "operations/access_path.h"

namespace basalt::operations {

store::RowRange key_range(const AccessPath& path, const expression::KeyCondition& condition);

// Segment `segment` of `total`: its share of the 64-bit hash space. Segments are disjoint and cover everything.
store::RowRange segment_range(uint64_t space, uint32_t segment, uint32_t total);

// Leaves of range what follows row in the direction.
void start_after(const std::string& row, engine::Direction direction, store::RowRange& range);

}  // namespace basalt::operations
