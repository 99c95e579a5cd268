// An engine around another one that remembers what was committed, and can claim less than the other one can.
#pragma once

#include <mutex>

#include "basalt/engine/storage_engine.h"

namespace basalt::store {

class WatchedEngine final : public engine::StorageEngine {
 public:
  explicit WatchedEngine(std::unique_ptr<engine::StorageEngine> engine);

  engine::Capabilities claimed;  // the other's, to begin with

  // Item rows put or erased by each commit so far, and the shards each named.
  struct Commit {
    size_t item_changes = 0;
    size_t log_records = 0;
    size_t range_erases = 0;
    std::vector<uint64_t> shards;
  };
  std::vector<Commit> commits() const;
  void forget_commits();

  engine::EngineResult<bool> get(const engine::RowRef& row, const engine::ReadOptions& options,
                                 std::string& value) override;
  engine::EngineResult<void> multi_get(std::span<const engine::RowRef> rows, const engine::ReadOptions& options,
                                       std::span<std::optional<std::string>> values) override;
  engine::EngineResult<void> scan(const engine::ScanRange& range, const engine::ReadOptions& options,
                                  engine::RowPage& page) override;
  engine::EngineResult<bool> visit(const engine::KeyRange& range, const engine::ReadOptions& options,
                                   engine::RowVisitor& visitor) override {
    return engine_->visit(range, options, visitor);
  }
  engine::EngineResult<void> commit(std::span<const engine::Batch> batches) override;
  std::unique_ptr<engine::Snapshot> snapshot() override { return engine_->snapshot(); }
  engine::EngineResult<void> checkpoint(const std::string& directory) override {
    return engine_->checkpoint(directory);
  }
  engine::EngineResult<engine::FileCheck> verify_checksums(const engine::FileProgress& on_progress) override {
    return engine_->verify_checksums(on_progress);
  }
  engine::EngineResult<void> sync() override { return engine_->sync(); }
  engine::Capabilities capabilities() const override { return claimed; }
  engine::EngineStats stats() override { return engine_->stats(); }
  engine::EngineFigures figures() override { return engine_->figures(); }

 private:
  std::unique_ptr<engine::StorageEngine> engine_;
  mutable std::mutex mutex_;
  std::vector<Commit> commits_;
};

}  // namespace basalt::store
