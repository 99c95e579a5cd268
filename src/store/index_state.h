// IndexState: what the layouts of one index share in memory through the table's revisions: its counters, and for each
// shard of the table the running figures and how far the index has been filled.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/store/table.h"
#include "basalt/store/table_usage.h"
#include "store/shard_tally.h"

namespace basalt::store {

// Makes what was committed the tally, and tells the counters.
void settle(RunningTally& tally, const ShardTally& committed, TableCounters& counters);

// Owned by the thread of the shard's writer.
struct IndexShard {
  RunningTally tally;

  // How far filling an index that came after its table has got: item rows below have their entries, and writes keep
  // them so; those from here on have none yet, and writes leave them to the filling. nullopt: everything is filled.
  std::optional<std::string> filled_below;

  bool covers(std::string_view item_row) const { return !filled_below || item_row < *filled_below; }
};

struct IndexState {
  IndexState(SpaceId index_space, size_t shard_count, bool filled) : space(index_space), shards(shard_count) {
    if (filled) return;
    for (IndexShard& shard : shards) shard.filled_below.emplace();
  }

  const SpaceId space;
  TableCounters counters;
  IndexUsage usage;
  std::vector<IndexShard> shards;  // as the table's definition().shards
};

}  // namespace basalt::store
