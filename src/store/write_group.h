// WriteGroup: plans a group of waiting writes in order, commits them as one, and answers each exactly once.
//
// Every write sees what the writes before it did, committed or of the same group. Nothing is answered before the
// group's commit returns, not even a write that failed or changed nothing: its answer may rest on what is being
// committed. When the commit fails they all get its error, and counters stay as they were.
//
// Owned by one writer thread, which alone writes the shards whose writes it gets.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/base/refusals.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/store/space_gate.h"
#include "basalt/store/transaction.h"
#include "basalt/store/write_plan.h"
#include "store/applied_change.h"
#include "store/collection_sizes.h"
#include "store/commit_metrics.h"
#include "store/group_rows.h"
#include "store/index_rows.h"
#include "store/table_state.h"

namespace basalt::store {

struct GroupLimits {
  size_t max_writes = 1024;
  size_t max_bytes = size_t{4} << 20;
  uint64_t max_collection_bytes = 0;  // of an item collection; 0: no limit
  bool one_shard = false;             // the engine's commits do not span shards
  CommitMetrics* metrics = nullptr;   // null: nobody looks
  const SpaceGate* space = nullptr;   // as in StoreOptions
  Refusals* refusals = nullptr;
};

class WriteGroup {
 public:
  WriteGroup(engine::StorageEngine& engine, HybridClock& hybrid_clock, const GroupLimits& limits)
      : engine_(engine),
        hybrid_clock_(hybrid_clock),
        limits_(limits),
        rows_(engine),
        collections_(engine, limits.max_collection_bytes) {}

  // Handles the first writes, as many as one commit takes, and returns how many (at least one).
  size_t run(std::span<ItemWrite> writes);

 private:
  // A tally that the group changes, of a table's shard or of an index's.
  struct TouchedTally {
    RunningTally* tally;
    TableCounters* counters;
    SpaceId space;
    size_t batch;
  };

  size_t count_of_one_commit(std::span<const ItemWrite> writes) const;
  ApiResult<WriteOutcome> apply(ItemWrite& write, size_t index);
  // Plans one write against its row as it is now.
  ApiResult<WriteOutcome> plan(ItemWrite& write, const GroupRows::Row& row);
  // Whether the disk has room for what the plan wants.
  ApiResult<void> require_space(const WriteOutcome& outcome, const GroupRows::Row& row) const;
  void apply_transaction(std::span<ItemWrite> writes, size_t first);
  ApiResult<TransactionOutcome::Kind> plan_transaction(std::span<ItemWrite> writes, size_t first);
  static AppliedChange applied(const ItemWrite& write, const std::optional<std::string>& old_row,
                               const WriteOutcome& outcome);
  void apply_change(const ItemWrite& write, GroupRows::Row& row, WriteOutcome& outcome);
  // Returns the shard's batch.
  size_t add_rows(const AppliedChange& change);
  ShardState& touch(const Table& table, size_t shard_index);
  void touch(RunningTally& tally, TableCounters& counters, SpaceId space, size_t batch);
  ApiResult<void> commit();
  ApiResult<void> commit_batches();
  void settle_counters(bool committed);
  void answer(std::span<ItemWrite> writes, const ApiResult<void>& committed);

  engine::StorageEngine& engine_;
  HybridClock& hybrid_clock_;
  const GroupLimits limits_;

  // Of the group at hand; kept between groups for their capacity.
  GroupRows rows_;
  std::vector<engine::Batch> batches_;
  std::vector<TouchedTally> touched_;
  std::vector<ApiResult<WriteOutcome>> answers_;
  Microseconds began_{0};  // wall time of the group
  size_t bytes_ = 0;
  IndexRows index_rows_;
  CollectionSizes collections_;
  std::string row_value_;
  std::string record_;
};

}  // namespace basalt::store
