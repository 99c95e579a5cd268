#include "store/write_group.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/base/fault_point.h"
#include "basalt/store/item_reader.h"
#include "store/catalog_rows.h"
#include "store/change_record.h"
#include "store/engine_errors.h"
#include "store/expiry_rows.h"
#include "store/stored_item.h"

namespace basalt::store {

size_t WriteGroup::run(std::span<ItemWrite> writes) {
  size_t count = count_of_one_commit(writes);
  rows_.start(writes.first(count));
  for (size_t i = 0; i < count; ++i) {
    answers_.push_back(apply(writes[i], i));
    if (bytes_ >= limits_.max_bytes) count = i + 1;
  }
  const auto committed = commit();
  settle_counters(committed.ok());
  answer(writes.first(count), committed);
  batches_.clear();
  touched_.clear();
  answers_.clear();
  bytes_ = 0;
  return count;
}

size_t WriteGroup::count_of_one_commit(std::span<const ItemWrite> writes) const {
  const size_t most = std::min(writes.size(), limits_.max_writes);
  if (!limits_.one_shard) return most;
  const auto shard_of = [](const ItemWrite& write) { return write.table->shard_of(write.key.hash); };
  size_t count = 1;
  while (count < most && shard_of(writes[count]) == shard_of(writes[0])) ++count;
  return count;
}

ApiResult<WriteOutcome> WriteGroup::apply(ItemWrite& write, size_t index) {
  GroupRows::Row& row = *TRY(to_api_result(rows_.row_of(index)));
  --row.writes_left;
  if (!write.table->state().refresh(write.table)) return Failure{ApiError::requested_resource_not_found()};

  WriteOutcome outcome;
  ItemView old_view;
  if (row.value.has_value()) {
    const StoredItem stored = read_stored_item(*row.value);
    old_view = stored.item;
    outcome.old_size = stored.size;
    bytes_ += row.value->size();
  }
  outcome.change = TRY(write.plan->plan(row.value.has_value() ? &old_view : nullptr));
  bytes_ += outcome.change.item.size();
  apply_change(write, row, outcome);
  return outcome;
}

// Adds the change to the batch and hands the old item to the outcome, without a copy where the row is done with.
void WriteGroup::apply_change(const ItemWrite& write, GroupRows::Row& row, WriteOutcome& outcome) {
  Change& change = outcome.change;
  const bool had_old = row.value.has_value();
  if (change.kind == Change::Kind::kErase && !had_old) change.kind = Change::Kind::kNone;
  const bool last_of_row = row.writes_left == 0;
  std::optional<std::string> old_row =
      last_of_row || change.kind != Change::Kind::kNone ? std::exchange(row.value, std::nullopt) : row.value;

  if (change.kind != Change::Kind::kNone) {
    AppliedChange applied{
        .table = *write.table, .key = write.key, .timestamp = hybrid_clock_.next(), .origin = write.origin};
    if (had_old) {
      applied.before = Image{ItemView(std::string_view(*old_row).substr(kStoredItemPrefixSize)), outcome.old_size};
    }
    if (change.kind == Change::Kind::kPut) applied.after = Image{ItemView(change.item), change.item_size};
    add_rows(applied);
    if (applied.after && !last_of_row) row.value = row_value_;
  }
  if (old_row.has_value()) {
    old_row->erase(0, kStoredItemPrefixSize);
    outcome.old_item = std::move(old_row);
  }
}

// Everything the change writes: the item's own row, and what follows from it.
void WriteGroup::add_rows(const AppliedChange& change) {
  const TableDefinition& definition = change.table.definition();
  const size_t shard_index = change.table.shard_index_of(change.key.hash);
  ShardState& shard = touch(change.table, shard_index);
  engine::Batch& batch = batches_[shard.batch];
  if (change.after) {
    write_stored_item(change.timestamp, change.after->size, change.after->item.encoded(), row_value_);
    batch.put(engine::KeySpace::kItems, change.key.row, row_value_);
  } else {
    batch.erase(engine::KeySpace::kItems, change.key.row);
  }
  add_expiry_rows(change, batch);
  index_rows_.add(change, shard_index, batch, [&](IndexState& index, RunningTally& tally) {
    touch(tally, index.counters, index.space, shard.batch);
  });
  const LogMode mode = log_mode(definition);
  if (mode.written && change.differs()) {
    write_change_record(change, mode, record_);
    batch.put(engine::KeySpace::kLog, log_row(definition.space, batch.shard(), change.timestamp), record_);
  }
  const auto size_of = [](const std::optional<Image>& image) { return static_cast<int64_t>(image ? image->size : 0); };
  ShardTally& pending = shard.tally.pending;
  pending.items += static_cast<int64_t>(change.after.has_value()) - static_cast<int64_t>(change.before.has_value());
  pending.bytes += size_of(change.after) - size_of(change.before);
  pending.newest_timestamp = change.timestamp;
}

ShardState& WriteGroup::touch(const Table& table, size_t shard_index) {
  ShardState& shard = table.state().shards[shard_index];
  if (!shard.tally.touched) {
    shard.batch = batches_.size();
    batches_.emplace_back(engine::ShardId{table.definition().shards[shard_index].id});
    touch(shard.tally, table.state().counters, table.definition().space, shard.batch);
  }
  return shard;
}

void WriteGroup::touch(RunningTally& tally, TableCounters& counters, SpaceId space, size_t batch) {
  if (tally.touched) return;
  tally.touched = true;
  tally.pending = tally.committed;
  touched_.push_back({&tally, &counters, space, batch});
}

ApiResult<void> WriteGroup::commit() {
  if (touched_.empty()) return {};
  for (const TouchedTally& touched : touched_) {
    engine::Batch& batch = batches_[touched.batch];
    batch.put(engine::KeySpace::kMeta, tally_row(touched.space, batch.shard()), encode_tally(touched.tally->pending));
  }
  FAULT_POINT("store.before_commit");
  TRY(to_api_result(engine_.commit(batches_)));
  FAULT_POINT("store.after_commit");
  return {};
}

void WriteGroup::settle_counters(bool committed) {
  for (const TouchedTally& touched : touched_) {
    RunningTally& tally = *touched.tally;
    tally.touched = false;
    if (committed) settle(tally, tally.pending, *touched.counters);
  }
}

void WriteGroup::answer(std::span<ItemWrite> writes, const ApiResult<void>& committed) {
  for (size_t i = 0; i < writes.size(); ++i) {
    if (committed.ok()) {
      writes[i].done(std::move(answers_[i]));
    } else {
      writes[i].done(Failure{committed.error()});
    }
  }
}

}  // namespace basalt::store
