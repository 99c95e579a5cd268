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
#include "store/transaction_run.h"

namespace basalt::store {
namespace {

// Of a batch. Groups of many tables hold many, so it is not much.
constexpr size_t kUsualRows = 32;
constexpr size_t kUsualBytes = 4096;

// How many writes from this one on are planned together.
size_t size_of_unit(const ItemWrite& write) { return write.transaction == nullptr ? 1 : write.transaction->size(); }

// How many times the usual units a write costs.
unsigned unit_factor(const ItemWrite& write) {
  if (write.origin == ChangeOrigin::kTimeToLive) return 0;
  return write.transaction == nullptr ? 1 : 2;
}

}  // namespace

size_t WriteGroup::run(std::span<ItemWrite> writes) {
  size_t count = count_of_one_commit(writes);
  began_ = hybrid_clock_.clock().wall_now();
  rows_.start(writes.first(count));
  for (size_t i = 0; i < count;) {
    const size_t together = size_of_unit(writes[i]);
    if (writes[i].transaction == nullptr) {
      answers_.push_back(apply(writes[i], i));
    } else {
      apply_transaction(writes.subspan(i, together), i);
    }
    i += together;
    if (bytes_ >= limits_.max_bytes) count = i;
  }
  if (limits_.metrics != nullptr) limits_.metrics->group_writes.observe(count);
  const auto committed = commit();
  settle_counters(committed.ok());
  answer(writes.first(count), committed);
  batches_.clear();
  collections_.clear();
  touched_.clear();
  answers_.clear();
  bytes_ = 0;
  return count;
}

// A transaction is never cut.
size_t WriteGroup::count_of_one_commit(std::span<const ItemWrite> writes) const {
  const auto shard_of = [](const ItemWrite& write) { return write.table->shard_of(write.key.hash); };
  const size_t most = std::min(writes.size(), limits_.max_writes);
  size_t count = 0;
  while (count < most && (!limits_.one_shard || shard_of(writes[count]) == shard_of(writes[0]))) {
    count += size_of_unit(writes[count]);
  }
  CHECK(count <= writes.size());
  return count;
}

ApiResult<WriteOutcome> WriteGroup::apply(ItemWrite& write, size_t index) {
  GroupRows::Row& row = *TRY(to_api_result(rows_.row_of(index)));
  --row.writes_left;
  WriteOutcome outcome = TRY(plan(write, row));
  TRY(require_space(outcome, row));
  apply_change(write, row, outcome);
  return outcome;
}

ApiResult<WriteOutcome> WriteGroup::plan(ItemWrite& write, const GroupRows::Row& row) {
  if (!write.table->state().refresh(write.table)) return Failure{ApiError::requested_resource_not_found()};
  WriteOutcome outcome;
  ItemView old_view;
  if (row.value.has_value()) {
    const StoredItem stored = read_stored_item(*row.value);
    old_view = stored.item;
    outcome.old_size = stored.size;
    bytes_ += row.value->size();
  }
  auto change = write.plan->plan(row.value.has_value() ? &old_view : nullptr);
  // A refused condition costs what the write would have.
  write.table->state().usage->write_units.add(unit_factor(write) *
                                              write_units(outcome.old_size, change.ok() ? change->item_size : 0));
  outcome.change = TRY(std::move(change));
  bytes_ += outcome.change.item.bytes();
  const bool erases = outcome.change.kind == Change::Kind::kErase && row.value.has_value();
  if (CollectionSizes::counts(*write.table) && (erases || outcome.change.kind == Change::Kind::kPut)) {
    TRY(collections_.check(applied(write, row.value, outcome)));
  }
  return outcome;
}

// Asked after the plan: a condition that fails still says so, and only the plan knows whether it puts or erases.
ApiResult<void> WriteGroup::require_space(const WriteOutcome& outcome, const GroupRows::Row& row) const {
  if (limits_.space == nullptr || limits_.space->allows_puts()) return {};
  const bool erases = outcome.change.kind == Change::Kind::kErase;
  if (outcome.change.kind == Change::Kind::kNone || (erases && !row.value.has_value())) return {};
  if (erases && limits_.space->allows_deletes()) return {};
  if (limits_.refusals != nullptr) limits_.refusals->count(RefusalReason::kDiskSpace);
  return Failure{ApiError::service_unavailable()};
}

// Its actions are of different items, so all of them can be planned before the first is applied.
void WriteGroup::apply_transaction(std::span<ItemWrite> writes, size_t first) {
  TransactionRun& run = *writes.front().transaction;
  const auto kind = plan_transaction(writes, first);
  if (!kind.ok()) {
    run.fail(kind.error());
    answers_.resize(first + writes.size(), Failure{kind.error()});
    return;
  }
  run.set_kind(*kind);
  FAULT_POINT("transaction.planned");
  if (*kind != TransactionOutcome::Kind::kCommitted) return;
  for (size_t i = 0; i < writes.size(); ++i) {
    apply_change(writes[i], **rows_.row_of(first + i), *answers_[first + i]);
  }
  FAULT_POINT("transaction.applied");
  if (!run.has_token()) return;
  const Table& table = *writes.front().table;
  run.put_token(batches_[touch(table, table.shard_index_of(writes.front().key.hash)).batch]);
  FAULT_POINT("transaction.token_added");
}

// Leaves the outcome of every action in answers_.
ApiResult<TransactionOutcome::Kind> WriteGroup::plan_transaction(std::span<ItemWrite> writes, size_t first) {
  using Kind = TransactionOutcome::Kind;
  const bool repeated = TRY(writes.front().transaction->was_committed());
  bool refused = false;
  for (size_t i = 0; i < writes.size(); ++i) {
    GroupRows::Row& row = *TRY(to_api_result(rows_.row_of(first + i)));
    --row.writes_left;
    if (!repeated) {
      answers_.push_back(plan(writes[i], row));
      if (answers_.back().ok()) TRY(require_space(*answers_.back(), row));
      refused |= !answers_.back().ok();
      continue;
    }
    WriteOutcome as_it_is;
    if (row.value.has_value()) {
      const StoredItem stored = read_stored_item(*row.value);
      as_it_is.old_item = std::string(stored.item.encoded());
      as_it_is.old_size = stored.size;
    }
    answers_.push_back(std::move(as_it_is));
  }
  return repeated ? Kind::kRepeated : refused ? Kind::kRefused : Kind::kCommitted;
}

// Of a write that changes something; without its timestamp.
AppliedChange WriteGroup::applied(const ItemWrite& write, const std::optional<std::string>& old_row,
                                  const WriteOutcome& outcome) {
  AppliedChange change{.table = *write.table, .key = write.key, .origin = write.origin};
  change.unit_factor = unit_factor(write);
  if (old_row) {
    change.before = Image{ItemView(std::string_view(*old_row).substr(kStoredItemPrefixSize)), outcome.old_size};
  }
  if (outcome.change.kind == Change::Kind::kPut) {
    change.after = Image{outcome.change.item.view(), outcome.change.item_size};
  }
  return change;
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
    AppliedChange effect = applied(write, old_row, outcome);
    effect.timestamp = hybrid_clock_.next(began_);
    const size_t batch = add_rows(effect);
    if (effect.origin == ChangeOrigin::kTimeToLive) write.table->state().usage->time_to_live_deletes.add();
    if (CollectionSizes::counts(*write.table)) outcome.collection_bytes = collections_.add(effect, batch);
    if (effect.after && !last_of_row) row.value = row_value_;
  }
  if (old_row.has_value()) {
    old_row->erase(0, kStoredItemPrefixSize);
    outcome.old_item = std::move(old_row);
  }
}

// Everything the change writes: the item's own row, and what follows from it.
size_t WriteGroup::add_rows(const AppliedChange& change) {
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
  return shard.batch;
}

ShardState& WriteGroup::touch(const Table& table, size_t shard_index) {
  ShardState& shard = table.state().shards[shard_index];
  if (!shard.tally.touched) {
    shard.batch = batches_.size();
    batches_.emplace_back(engine::ShardId{table.definition().shards[shard_index].id}).reserve(kUsualRows, kUsualBytes);
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
  // Nothing to write is no reason to acknowledge on an engine that is read-only: what is not there now may be there
  // after a restart, from a write that was refused.
  if (touched_.empty()) return to_api_result(engine_.commit({}));
  for (const TouchedTally& touched : touched_) {
    engine::Batch& batch = batches_[touched.batch];
    batch.put(engine::KeySpace::kMeta, tally_row(touched.space, batch.shard()), encode_tally(touched.tally->pending));
  }
  collections_.write(batches_);
  FAULT_POINT("store.before_commit");
  TRY(commit_batches());
  FAULT_POINT("store.after_commit");
  return {};
}

ApiResult<void> WriteGroup::commit_batches() {
  if (limits_.metrics == nullptr) return to_api_result(engine_.commit(batches_));
  const Microseconds began = limits_.metrics->clock.monotonic_now();
  auto committed = to_api_result(engine_.commit(batches_));
  const Microseconds took = limits_.metrics->clock.monotonic_now() - began;
  limits_.metrics->commit_us.observe(static_cast<uint64_t>(took.count()));
  return committed;
}

void WriteGroup::settle_counters(bool committed) {
  for (const TouchedTally& touched : touched_) {
    RunningTally& tally = *touched.tally;
    tally.touched = false;
    if (committed) settle(tally, tally.pending, *touched.counters);
  }
}

void WriteGroup::answer(std::span<ItemWrite> writes, const ApiResult<void>& committed) {
  for (size_t i = 0; i < writes.size();) {
    const size_t together = size_of_unit(writes[i]);
    if (writes[i].transaction != nullptr) {
      writes[i].transaction->answer(committed, std::span(answers_).subspan(i, together));
    } else if (committed.ok()) {
      writes[i].done(std::move(answers_[i]));
    } else {
      writes[i].done(Failure{committed.error()});
    }
    i += together;
    FAULT_POINT("store.between_answers");
  }
}

}  // namespace basalt::store
