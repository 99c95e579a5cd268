// The part of a space that falls to one of a table's shards, where rows begin with the hash of a partition key.
#pragma once

#include <cstddef>
#include <string_view>

#include "basalt/engine/row_page.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/store/item_reader.h"
#include "basalt/store/table.h"

namespace basalt::store {

RowRange shard_range(const TableDefinition& definition, SpaceId space, size_t shard_index);

// Items of a shard for one step of filling an index: so few that a step holds up the shard's writes for a millisecond
// or two. from is the row to begin with; empty: the shard's first.
ApiResult<void> read_fill_page(engine::StorageEngine& engine, const Table& table, size_t shard_index,
                               std::string_view from, engine::RowPage& items);

}  // namespace basalt::store
