// What the tests of the cache of reads share: an engine in memory behind one that is watched, and the cache before it.
//
// cache_reads ──► WatchedEngine ──► RocksDB
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"
#include "unit/engine/stamped_rows.h"

namespace basalt::engine {

// Counts the reads that reach it, and lets a test fail them or act amid them.
class WatchedEngine final : public StorageEngine {
 public:
  explicit WatchedEngine(std::unique_ptr<StorageEngine> engine) : engine_(std::move(engine)) {}

  EngineResult<bool> get(const RowRef& row, const ReadOptions& options, std::string& value) override {
    return watch(rows_read, 1, [&] { return engine_->get(row, options, value); });
  }
  EngineResult<void> multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                               std::span<std::optional<std::string>> values) override {
    return watch(rows_read, rows.size(), [&] { return engine_->multi_get(rows, options, values); });
  }
  EngineResult<void> scan(const ScanRange& range, const ReadOptions& options, RowPage& page) override {
    return engine_->scan(range, options, page);
  }
  EngineResult<bool> visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) override {
    return watch(ranges_read, 1, [&] { return engine_->visit(range, options, visitor); });
  }
  EngineResult<void> commit(std::span<const Batch> batches) override {
    if (amid_commit) amid_commit();
    auto done = engine_->commit(batches);
    if (behind_commit) behind_commit();
    return done;
  }
  std::unique_ptr<Snapshot> snapshot() override { return engine_->snapshot(); }
  EngineResult<void> checkpoint(const std::string& directory) override { return engine_->checkpoint(directory); }
  EngineResult<FileCheck> verify_checksums(const FileProgress& on_progress) override {
    return engine_->verify_checksums(on_progress);
  }
  EngineResult<void> sync() override { return engine_->sync(); }
  Capabilities capabilities() const override {
    Capabilities capabilities = engine_->capabilities();
    capabilities.shared_by_processes = shared_by_processes;
    return capabilities;
  }
  EngineStats stats() override { return engine_->stats(); }
  EngineFigures figures() override { return engine_->figures(); }

  std::atomic<uint64_t> rows_read{0};
  std::atomic<uint64_t> ranges_read{0};
  bool shared_by_processes = false;
  std::optional<ErrorCode> fail_reads;
  // Called once each, if set: before a read, and when it was read but not answered yet.
  std::function<void()> before_read;
  std::function<void()> behind_read;
  // Called with every commit: before it is applied, and before it is answered.
  std::function<void()> amid_commit;
  std::function<void()> behind_commit;

 private:
  template <class Read>
  auto watch(std::atomic<uint64_t>& counter, uint64_t count, Read&& read) -> decltype(read()) {
    counter += count;
    if (fail_reads) return Failure{Error{*fail_reads, "as the test wants it"}};
    if (before_read) std::exchange(before_read, nullptr)();
    auto answer = read();
    if (behind_read) std::exchange(behind_read, nullptr)();
    return answer;
  }

  std::unique_ptr<StorageEngine> engine_;
};

class CachedEngineTest : public testing::Test {
 protected:
  using Rows = std::vector<std::pair<std::string, std::string>>;
  using Values = std::vector<std::optional<std::string>>;
  static constexpr ShardId kShard{1};
  static constexpr uint64_t kTable = 1000;

  explicit CachedEngineTest(const ReadCacheOptions& options = {}) {
    auto watched =
        std::make_unique<WatchedEngine>(open_rocksdb({.in_memory = true, .durability = Durability::kNone}).value());
    below_ = watched.get();
    engine_ = cache_reads(std::move(watched), options);
  }

  void put(std::string_view key, std::string_view value, KeySpace space = KeySpace::kItems) {
    Batch batch(kShard);
    batch.put(space, key, value);
    commit(batch);
  }
  void erase(std::string_view key) {
    Batch batch(kShard);
    batch.erase(KeySpace::kItems, key);
    commit(batch);
  }
  void erase_range(std::string_view begin, std::string_view end) {
    Batch batch(kShard);
    batch.erase_range(KeySpace::kItems, begin, end);
    commit(batch);
  }
  void commit(const Batch& batch) { ASSERT_TRUE(engine_->commit({&batch, 1}).ok()); }

  std::optional<std::string> get(std::string_view key, const ReadOptions& options = {},
                                 KeySpace space = KeySpace::kItems) {
    std::string value = "left from before";
    const auto found = engine_->get({kShard, space, key}, options, value);
    EXPECT_TRUE(found.ok());
    if (!found.ok() || !*found) return std::nullopt;
    return value;
  }
  Values multi_get(const std::vector<std::string>& keys, const ReadOptions& options = {}) {
    std::vector<RowRef> rows;
    for (const std::string& key : keys) rows.push_back({kShard, KeySpace::kItems, key});
    Values values(keys.size());
    EXPECT_TRUE(engine_->multi_get(rows, options, values).ok());
    return values;
  }

  // Takes rows until it has enough. Its appetite is that number.
  struct Taking final : RowVisitor {
    explicit Taking(size_t most) : enough(most) {}
    bool row(std::string_view key, std::string_view value) override {
      rows.emplace_back(key, value);
      if (meanwhile) std::exchange(meanwhile, nullptr)();
      return rows.size() < enough;
    }
    Rows rows;
    size_t enough;
    std::function<void()> meanwhile;  // once, with the first row
  };
  struct Range {
    std::string begin;
    std::string end;
    Direction direction = Direction::kForward;
    size_t enough = 1000;
  };
  // Refers to the range.
  static KeyRange key_range(const Range& range, uint64_t appetite) {
    return {
        .shard = kShard, .begin = range.begin, .end = range.end, .direction = range.direction, .appetite = appetite};
  }
  static Range table(uint64_t space = kTable) { return {space_key(space), space_key(space + 1)}; }

  Rows visit(const Range& range, const ReadOptions& options = {}) { return visit(range, range.enough, options); }
  Rows visit(const Range& range, uint64_t appetite, const ReadOptions& options) {
    Taking taking(range.enough);
    const auto whole = engine_->visit(key_range(range, appetite), options, taking);
    EXPECT_TRUE(whole.ok());
    EXPECT_EQ(whole.ok() && *whole, taking.rows.size() < range.enough);
    return std::move(taking.rows);
  }

  // So often that it is answered from the cache from now on, if it ever is.
  void learn(std::string_view key) {
    for (int i = 0; i < 3; ++i) get(key);
  }
  void learn(const Range& range) {
    for (int i = 0; i < 3; ++i) visit(range);
  }

  // How many rows or ranges the engine was asked for while this was done.
  template <class Do>
  uint64_t rows_read(Do&& act) {
    const uint64_t before = below_->rows_read;
    act();
    return below_->rows_read - before;
  }
  template <class Do>
  uint64_t ranges_read(Do&& act) {
    const uint64_t before = below_->ranges_read;
    act();
    return below_->ranges_read - before;
  }

  std::unique_ptr<StorageEngine> engine_;
  WatchedEngine* below_ = nullptr;
};

}  // namespace basalt::engine
