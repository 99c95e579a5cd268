// What a change does to the expiry index of its table.
#pragma once

#include "basalt/engine/storage_engine.h"
#include "store/applied_change.h"

namespace basalt::store {

// Adds to the batch of the item's shard.
void add_expiry_rows(const AppliedChange& change, engine::Batch& batch);

}  // namespace basalt::store
