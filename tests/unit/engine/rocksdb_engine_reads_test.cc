#include <gtest/gtest.h>

#include <array>

#include "basalt/engine/rocksdb_engine.h"
#include "temporary_directory.h"

namespace basalt::engine {
namespace {

constexpr ShardId kShard{1};

// More than fits the write buffers, so that rows lie in tables.
void fill(StorageEngine& engine) {
  for (int i = 0; i < 100; ++i) {
    Batch batch(kShard);
    for (int j = 0; j < 100; ++j) {
      batch.put(KeySpace::kItems, "key" + std::to_string(i * 100 + j), std::string(1000, 'v'));
    }
    EXPECT_TRUE(engine.commit({&batch, 1}).ok());
  }
}

std::unique_ptr<StorageEngine> must_open(const RocksdbOptions& options) {
  auto opened = open_rocksdb(options);
  EXPECT_TRUE(opened.ok());
  return std::move(opened).value();
}

// Reopened, so that nothing of the tables is in memory yet.
std::unique_ptr<StorageEngine> engine_with_cold_tables(const TemporaryDirectory& temporary) {
  const RocksdbOptions options{.directory = temporary.path("data")};
  auto engine = must_open(options);
  fill(*engine);
  engine.reset();
  return must_open(options);
}

TEST(RocksdbEngineReads, memory_reads_say_not_cached_until_the_row_was_read) {
  const TemporaryDirectory temporary;
  const auto engine = engine_with_cold_tables(temporary);
  const RowRef row{kShard, KeySpace::kItems, "key77"};
  std::string value;
  const auto cold = engine->get(row, {.tier = ReadTier::kMemory}, value);
  ASSERT_FALSE(cold.ok());
  EXPECT_EQ(cold.error().code, ErrorCode::kNotCached);

  EXPECT_TRUE(*engine->get(row, {}, value));
  const auto warm = engine->get(row, {.tier = ReadTier::kMemory}, value);
  ASSERT_TRUE(warm.ok()) << warm.error().detail;
  EXPECT_TRUE(*warm);
  EXPECT_EQ(value, std::string(1000, 'v'));
}

TEST(RocksdbEngineReads, memory_scans_and_multi_gets_say_not_cached_too) {
  const TemporaryDirectory temporary;
  const auto engine = engine_with_cold_tables(temporary);
  RowPage page;
  const auto scanned = engine->scan({.shard = kShard}, {.tier = ReadTier::kMemory}, page);
  ASSERT_FALSE(scanned.ok());
  EXPECT_EQ(scanned.error().code, ErrorCode::kNotCached);
  EXPECT_TRUE(page.empty());
  const RowRef row{kShard, KeySpace::kItems, "key99"};
  std::optional<std::string> value;
  const auto read = engine->multi_get({&row, 1}, {.tier = ReadTier::kMemory}, {&value, 1});
  ASSERT_FALSE(read.ok()) << (value ? "found, bytes: " + std::to_string(value->size()) : "absent");
  EXPECT_EQ(read.error().code, ErrorCode::kNotCached);
}

TEST(RocksdbEngineReads, cached_rows_and_absent_ones_answer_a_memory_multi_get) {
  const TemporaryDirectory temporary;
  const auto engine = must_open({.directory = temporary.path("data")});
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "a", "1");
  batch.put(KeySpace::kIndexes, "a", "2");
  ASSERT_TRUE(engine->commit({&batch, 1}).ok());
  const std::array<RowRef, 3> rows = {
      {{kShard, KeySpace::kItems, "a"}, {kShard, KeySpace::kItems, "b"}, {kShard, KeySpace::kIndexes, "a"}}};
  std::array<std::optional<std::string>, 3> values = {"x", "x", "x"};
  const auto read = engine->multi_get(rows, {.tier = ReadTier::kMemory}, values);
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(values[0], "1");
  EXPECT_EQ(values[1], std::nullopt);
  EXPECT_EQ(values[2], "2");
}

// RocksDB 7.8 answers "found, and empty" when a table is not open; a memory read must not pass that on.
TEST(RocksdbEngineReads, an_empty_row_is_never_answered_from_memory) {
  const TemporaryDirectory temporary;
  const auto engine = must_open({.directory = temporary.path("data")});
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "empty", "");
  ASSERT_TRUE(engine->commit({&batch, 1}).ok());
  std::string value;
  const auto read = engine->get({kShard, KeySpace::kItems, "empty"}, {.tier = ReadTier::kMemory}, value);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::kNotCached);
  EXPECT_TRUE(*engine->get({kShard, KeySpace::kItems, "empty"}, {}, value));
}

TEST(RocksdbEngineReads, in_memory_every_row_counts_as_cached) {
  const auto engine = must_open({.in_memory = true, .write_buffer_bytes = size_t{4} << 20});
  fill(*engine);
  std::string value;
  const auto found = engine->get({kShard, KeySpace::kItems, "key77"}, {.tier = ReadTier::kMemory}, value);
  ASSERT_TRUE(found.ok()) << found.error().detail;
  EXPECT_TRUE(*found);
}

}  // namespace
}  // namespace basalt::engine
