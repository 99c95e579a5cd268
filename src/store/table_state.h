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

namespace basalt::store {

// As stored in the shard's meta row with every commit.
struct ShardTally {
  int64_t items = 0;
  int64_t bytes = 0;
  uint64_t newest_timestamp = 0;  // of its writes; the clock continues above it after a restart
};

// Owned by the thread of the shard's writer.
struct ShardState {
  ShardTally committed;
  ShardTally pending;    // with the group that is being built
  size_t batch = 0;      // of that group
  bool touched = false;  // by that group
};

struct TableState {
  static constexpr uint64_t kRemoved = UINT64_MAX;

  explicit TableState(size_t shard_count) : shards(shard_count) {}

  // The catalog makes table the newest revision. It keeps it alive; the state does not.
  void adopt(const TableRef& table);
  // From here on no write of the table may begin; ended by adopt.
  void close() { newest_revision.store(kRemoved, std::memory_order_release); }
  // Replaces a table that is not the newest revision; false when the table is gone.
  bool refresh(TableRef& table);

  TableCounters counters;
  std::vector<ShardState> shards;  // as definition().shards
  std::atomic<uint64_t> newest_revision{0};

 private:
  std::mutex mutex_;
  std::weak_ptr<const Table> newest_;
};

}  // namespace basalt::store
