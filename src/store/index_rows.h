// IndexRows: what a change does to the rows of the table's indexes. The rows follow from the item before and after
// alone. Owned by one writer thread.
#pragma once

#include <cstddef>
#include <string>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/table_usage.h"
#include "store/applied_change.h"
#include "store/index_state.h"

namespace basalt::store {

class IndexRows {
 public:
  // Adds to batch what the change does to every index that covers the item. touch(IndexState&, RunningTally&) is called
  // before an index's pending figures change, with those of the shard, which is the table's shard_index-th.
  template <class Touch>
  void add(const AppliedChange& change, size_t shard_index, engine::Batch& batch, Touch&& touch) {
    for (const IndexLayout& index : change.table.indexes()) {
      IndexShard& shard = index.state().shards[shard_index];
      if (!shard.covers(change.key.row) || !compare(index, change)) continue;
      touch(index.state(), shard.tally);
      write(change.timestamp, batch, shard.tally.pending);
      count(index, change);
    }
  }

 private:
  // Whether the index's entry changes.
  bool compare(const IndexLayout& index, const AppliedChange& change);
  void write(uint64_t timestamp, engine::Batch& batch, ShardTally& pending);
  void count(const IndexLayout& index, const AppliedChange& change) const;

  // Kept for their capacity.
  IndexedSide before_;
  IndexedSide after_;
  std::string value_;
};

}  // namespace basalt::store
