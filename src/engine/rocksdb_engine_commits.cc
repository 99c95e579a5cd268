#include <rocksdb/write_batch.h>

#include <algorithm>
#include <string>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/base/fault_point.h"
#include "basalt/base/thread.h"
#include "engine/commit_record.h"
#include "engine/rocksdb_engine_impl.h"
#include "engine/rocksdb_status.h"
#include "engine/upcoming_keys.h"

namespace basalt::engine {
namespace {

size_t encoded_bytes(std::span<const Batch> batches) {
  constexpr size_t kOperationOverhead = 12;  // type, column family and two lengths
  size_t bytes = 0;
  for (const Batch& batch : batches) bytes += batch.bytes() + batch.size() * kOperationOverhead;
  return bytes;
}

bool has_checks(std::span<const Batch> batches) {
  return std::any_of(batches.begin(), batches.end(), [](const Batch& batch) { return !batch.checks().empty(); });
}

}  // namespace

EngineResult<void> RocksdbEngine::commit(std::span<const Batch> batches) {
  if (options_.read_only) return Failure{Error{ErrorCode::kReadOnly, "opened to be read"}};
  TRY(read_only_.require_open());
  if (!has_checks(batches)) {
    const auto side_by_side = gate_.enter_plain();
    return write(batches);
  }
  const auto alone = gate_.enter_checked();
  TRY(hold_checks(batches));
  return write(batches);
}

EngineResult<void> RocksdbEngine::hold_checks(std::span<const Batch> batches) {
  std::string value;
  for (const Batch& batch : batches) {
    for (const Check& check : batch.checks()) {
      const bool exists = TRY(get({batch.shard(), check.space, check.key}, ReadOptions{}, value));
      if (exists != check.expected.has_value() || (exists && value != *check.expected)) {
        return Failure{Error{ErrorCode::kCheckFailed, exists ? "a row differs" : "a row is absent"}};
      }
    }
  }
  return {};
}

EngineResult<void> RocksdbEngine::write(std::span<const Batch> batches) {
  CommitRecord record(family_ids_, encoded_bytes(batches));
  UpcomingKeys upcoming;
  for (const Batch& batch : batches) {
    for (size_t i = 0; i < batch.size(); ++i) {
      const Batch::Operation operation = batch.operation(i);
      if (operation.kind != Batch::Kind::kEraseRange) {
        upcoming.add(family_ids_[static_cast<size_t>(operation.space)], operation.key);
      }
      record.add(operation);
    }
  }
  if (record.count() == 0) return {};
  rocksdb::WriteBatch all = std::move(record).finish();
  rocksdb::WriteOptions how;
  how.disableWAL = options_.in_memory;
  how.sync = options_.durability == Durability::kSync && !options_.in_memory;
  FAULT_POINT("engine.commit.before_write");
  const rocksdb::Status status = db_->Write(how, &all);
  if (!status.ok()) {
    Error error = translate(status, "commit");
    if (poisons_log(status)) read_only_.close(error.detail);
    return Failure{std::move(error)};
  }
  note_commit();
  if (options_.durability == Durability::kInterval) unsynced_.store(true, std::memory_order_release);
  FAULT_POINT("engine.commit.after_write");
  return {};
}

EngineResult<void> RocksdbEngine::sync() {
  if (options_.in_memory || options_.read_only) return {};
  return sync_log();
}

EngineResult<void> RocksdbEngine::sync_log() {
  // A log that failed is not touched again: RocksDB, where it is built with assertions, ends the process for it.
  TRY(read_only_.require_open());
  const rocksdb::Status status = db_->FlushWAL(true);
  if (status.ok()) return {};
  Error error = translate(status, "sync the log");
  read_only_.close(error.detail);
  return Failure{std::move(error)};
}

void RocksdbEngine::start_syncing() {
  if (seals()) syncing_ = std::thread([this] { seal_when_quiet(); });
  if (options_.durability != Durability::kInterval || options_.in_memory || options_.read_only) return;
  syncing_ = std::thread([this] { sync_every_interval(); });
}

void RocksdbEngine::stop_syncing() {
  if (!syncing_.joinable()) return;
  {
    const std::lock_guard lock(syncing_mutex_);
    stop_ = true;
  }
  stop_changed_.notify_all();
  syncing_.join();
}

void RocksdbEngine::sync_every_interval() {
  name_this_thread("log-sync");
  std::unique_lock lock(syncing_mutex_);
  while (!stop_changed_.wait_for(lock, options_.sync_interval, [this] { return stop_; })) {
    if (read_only_.closed()) return;
    if (!unsynced_.exchange(false, std::memory_order_acq_rel)) continue;
    lock.unlock();
    // A failure closes the latch, which says so in the log; the next turn ends the thread.
    static_cast<void>(sync_log().ok());
    lock.lock();
  }
}

bool RocksdbEngine::seals() const {
  return options_.durability == Durability::kSync && !options_.in_memory && !options_.read_only &&
         options_.seal_after.count() > 0;
}

void RocksdbEngine::note_commit() {
  if (!seals()) return;
  commits_.fetch_add(1, std::memory_order_relaxed);
  if (unsealed_.load(std::memory_order_acquire) || unsealed_.exchange(true, std::memory_order_acq_rel)) return;
  // The thread sleeps, or is about to: only once it has the mutex again.
  { const std::lock_guard lock(syncing_mutex_); }
  stop_changed_.notify_all();
}

void RocksdbEngine::seal_when_quiet() {
  name_this_thread("log-seal");
  std::unique_lock lock(syncing_mutex_);
  const auto stopping = [this] { return stop_; };
  while (!read_only_.closed()) {
    stop_changed_.wait(lock, [this] { return stop_ || unsealed_.load(std::memory_order_acquire); });
    uint64_t seen = 0;
    do {
      seen = commits_.load(std::memory_order_relaxed);
      if (stop_changed_.wait_for(lock, options_.seal_after, stopping)) return;
    } while (commits_.load(std::memory_order_relaxed) != seen);
    lock.unlock();
    seal();
    lock.lock();
  }
}

// The log's last record is the only one that may be torn without anything being lost. With the mark behind it, an
// acknowledged record is not that one for longer than seal_after.
void RocksdbEngine::seal() {
  // First, so that a commit from now on asks for another.
  if (!unsealed_.exchange(false, std::memory_order_acq_rel)) return;
  rocksdb::WriteBatch mark;
  rocksdb::Status status = mark.PutLogData("sealed");
  rocksdb::WriteOptions how;
  how.sync = true;
  if (status.ok()) status = db_->Write(how, &mark);
  if (!status.ok() && poisons_log(status)) read_only_.close(translate(status, "seal the log").detail);
}

}  // namespace basalt::engine
