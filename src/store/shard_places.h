// ShardPlaces: where the figures of shards that stand in meta rows (catalog_rows.h) belong in memory: to a shard of a
// table or of one of its indexes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/catalog_rows.h"
#include "store/table_state.h"

namespace basalt::store {

class ShardPlaces {
 public:
  // The tables must outlive it.
  explicit ShardPlaces(const std::vector<TableRef>& tables);

  struct Place {
    RunningTally* tally = nullptr;
    TableCounters* counters = nullptr;
    IndexShard* index_shard = nullptr;  // of an index
  };
  // Without a tally when the table or the index is gone.
  Place find(const ShardOfSpace& wanted) const;

 private:
  std::unordered_map<uint64_t, std::pair<const Table*, size_t>> place_of_;
};

}  // namespace basalt::store
