// RocksdbEngine: the class behind open_rocksdb; its parts are rocksdb_engine_*.cc.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "basalt/engine/rocksdb_engine.h"
#include "engine/commit_gate.h"
#include "engine/commit_record.h"
#include "engine/data_directory.h"
#include "engine/read_only_latch.h"
#include "engine/table_count.h"

namespace basalt::engine {

class RocksdbEngine final : public StorageEngine {
 public:
  static EngineResult<std::unique_ptr<StorageEngine>> open(const RocksdbOptions& options);
  ~RocksdbEngine() override;

  EngineResult<bool> get(const RowRef& row, const ReadOptions& options, std::string& value) override;
  EngineResult<void> multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                               std::span<std::optional<std::string>> values) override;
  EngineResult<void> scan(const ScanRange& range, const ReadOptions& options, RowPage& page) override;
  EngineResult<bool> visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) override;
  EngineResult<void> commit(std::span<const Batch> batches) override;
  std::unique_ptr<Snapshot> snapshot() override;
  EngineResult<void> checkpoint(const std::string& directory) override;
  EngineResult<FileCheck> verify_checksums(const FileProgress& on_progress) override;
  EngineResult<void> sync() override;
  Capabilities capabilities() const override { return {.keeps_files = !options_.in_memory}; }
  EngineStats stats() override;
  EngineFigures figures() override;

 private:
  explicit RocksdbEngine(const RocksdbOptions& options);

  EngineResult<void> open_directory();
  EngineResult<void> open_database();
  rocksdb::Status open_first_level();
  // Whether iterators that may not wait for the disk are safe.
  bool first_level_stays_open() const;
  rocksdb::Status open_whole_or_torn(const rocksdb::DBOptions& settings, const std::string& path,
                                     const std::vector<rocksdb::ColumnFamilyDescriptor>& descriptors,
                                     std::vector<rocksdb::ColumnFamilyHandle*>& handles);
  EngineResult<bool> mend_torn_log(const std::string& path);
  Error with_damage(Error error) const;
  rocksdb::ColumnFamilyHandle* handle(KeySpace space) const { return handles_[static_cast<size_t>(space)]; }
  rocksdb::ReadOptions read_options(const ReadOptions& options) const;
  EngineResult<bool> look_up(const rocksdb::ReadOptions& read, const RowRef& row, rocksdb::PinnableSlice& found);
  EngineResult<void> multi_get_cached(std::span<const RowRef> rows, rocksdb::ReadOptions read,
                                      std::span<std::optional<std::string>> values);

  EngineResult<void> hold_checks(std::span<const Batch> batches);
  EngineResult<void> write(std::span<const Batch> batches);
  EngineResult<void> sync_log();

  void start_syncing();
  void stop_syncing();
  void sync_every_interval();
  bool seals() const;
  void note_commit();
  void seal_when_quiet();
  void seal();

  EngineResult<void> copy_to_disk(const std::string& from, const std::string& to);
  uint64_t memtable_bytes() const;

  const RocksdbOptions options_;
  // Declared in the order they must outlive one another.
  std::unique_ptr<rocksdb::Env> memory_env_;  // in memory only
  rocksdb::Env* env_;
  DataDirectory directory_;
  ReadOnlyLatch read_only_;
  std::shared_ptr<rocksdb::Cache> block_cache_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kKeySpaces> handles_{};
  ColumnFamilyIds family_ids_{};
  std::shared_ptr<TableCount> tables_ = std::make_shared<TableCount>();
  int64_t most_tables_ = 0;  // that stay open, once they are
  CommitGate gate_;
  std::atomic<uint64_t> cache_misses_{0};
  std::mutex checkpoint_mutex_;

  // kInterval: the thread that syncs the log while something is unsynced. kSync: the one that seals its end.
  std::atomic<bool> unsynced_{false};
  std::atomic<bool> unsealed_{false};
  std::atomic<uint64_t> commits_{0};
  std::mutex syncing_mutex_;
  std::condition_variable stop_changed_;
  bool stop_ = false;
  std::thread syncing_;
};

}  // namespace basalt::engine
