// The range of a table's item rows that falls to one of its shards.
#pragma once

#include <cstddef>

#include "basalt/store/item_reader.h"
#include "basalt/store/table.h"

namespace basalt::store {

RowRange shard_range(const Table& table, size_t shard_index);

}  // namespace basalt::store
