// Everything a table has stored, as the batches that erase it.
#pragma once

#include <vector>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/table.h"

namespace basalt::store {

// One batch for each shard of the table: the entries and figures of an index, or of the expiry index. No write may keep
// it any more.
engine::EngineResult<std::vector<engine::Batch>> erase_index_rows(engine::StorageEngine& engine, const Table& table,
                                                                  SpaceId index);

// One batch for each shard of the table: its items, index entries, change log and tally. No write of the table may
// be under way. Waits for the disk.
engine::EngineResult<std::vector<engine::Batch>> erase_table_rows(engine::StorageEngine& engine, const Table& table);

}  // namespace basalt::store
