// TableState: what all revisions of one table share in memory: its counters, the running figures of its shards, and
// which revision is the newest.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "basalt/store/table.h"
#include "basalt/store/table_usage.h"
#include "store/index_state.h"
#include "store/shard_tally.h"

namespace basalt::store {

// Owned by the thread of the shard's writer.
struct ShardState {
  RunningTally tally;
  size_t batch = 0;  // of the group that is being built
};

struct TableState {
  static constexpr uint64_t kRemoved = UINT64_MAX;

  // Without a usage, what is counted is shown nowhere.
  explicit TableState(size_t shard_count, std::shared_ptr<TableUsage> table_usage = std::make_shared<TableUsage>(""))
      : usage(std::move(table_usage)), shards(shard_count) {}

  // The catalog makes table the newest revision. It keeps it alive; the state does not.
  void adopt(const TableRef& table);
  // From here on no write of the table may begin; ended by adopt.
  void close() { newest_revision.store(kRemoved, std::memory_order_release); }
  // Replaces a table that is not the newest revision; false when the table is gone.
  bool refresh(TableRef& table);

  // The state of the index of this space. filled: what it starts with when it is new here.
  std::shared_ptr<IndexState> index_state(SpaceId space, bool filled);

  // The insights of the table or index of this space since they were enabled; the same ones as long as anyone has them.
  std::shared_ptr<KeyInsights> insights(SpaceId space, int64_t enabled_ms, KeyShape shape);

  const Clock* clock = nullptr;  // of the insights; set before there are any
  TableCounters counters;
  const std::shared_ptr<TableUsage> usage;  // never null
  std::vector<ShardState> shards;           // as definition().shards
  std::atomic<uint64_t> newest_revision{0};
  std::atomic<uint64_t> earliest_expiry{UINT64_MAX};  // ExpiryIndex::take_earliest

 private:
  std::mutex mutex_;
  std::weak_ptr<const Table> newest_;
  // Of the indexes that some revision still in use has, by use.
  std::vector<std::weak_ptr<IndexState>> index_states_;
  struct HeldInsights {
    SpaceId space;
    int64_t enabled_ms = 0;
    std::weak_ptr<KeyInsights> insights;
  };
  std::vector<HeldInsights> insights_;
};

}  // namespace basalt::store
