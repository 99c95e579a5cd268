// Everything a table has stored, as the batches that erase it.
#pragma once

#include <vector>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/table.h"

namespace basalt::store {

// One batch for each shard of the table: its items, index entries, change log and tally. No write of the table may
// be under way. Waits for the disk.
engine::EngineResult<std::vector<engine::Batch>> erase_table_rows(engine::StorageEngine& engine, const Table& table);

}  // namespace basalt::store
