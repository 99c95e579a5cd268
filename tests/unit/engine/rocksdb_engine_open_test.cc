#include "basalt/engine/rocksdb_engine.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <fstream>

#include "engine/rocksdb_settings.h"
#include "temporary_directory.h"

namespace basalt::engine {
namespace {

TEST(RocksdbEngineOpen, an_interval_of_nothing_is_refused) {
  const auto opened = open_rocksdb(
      {.in_memory = true, .durability = Durability::kInterval, .sync_interval = std::chrono::milliseconds{0}});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kInvalid);
}

// Rot in the middle of the log is not a torn tail: what follows was acknowledged, so dropping it quietly would lie.
TEST(RocksdbEngineOpen, rot_amid_synced_commits_is_refused_rather_than_dropped) {
  const TemporaryDirectory temporary;
  const RocksdbOptions options{.directory = temporary.path("data")};
  {
    const auto opened = open_rocksdb(options);
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    for (int i = 0; i < 10; ++i) {
      Batch batch(ShardId{1});
      batch.put(KeySpace::kItems, std::to_string(i), std::string(1000, 'v'));
      ASSERT_TRUE((*opened)->commit({&batch, 1}).ok());
    }
  }
  std::filesystem::path log;
  for (const auto& entry : std::filesystem::directory_iterator(temporary.path("data/rocksdb"))) {
    if (entry.path().extension() == ".log" && entry.file_size() > 5000) log = entry.path();
  }
  ASSERT_FALSE(log.empty());
  {
    std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4000);
    file.put('!');
  }
  const auto opened = open_rocksdb(options);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::kCorruption);
}

class RowCounter final : public RowVisitor {
 public:
  bool row(std::string_view, std::string_view) override {
    ++rows;
    return true;
  }
  int rows = 0;
};

constexpr std::array kSpaces{KeySpace::kMeta, KeySpace::kItems, KeySpace::kIndexes, KeySpace::kLog};
constexpr int kTablesOfSpace = 7;

// Leaves seven tables in every key space, each with a row and an erased range.
void make_many_tables(const TemporaryDirectory& temporary, const RocksdbOptions& options) {
  const auto opened = open_rocksdb(options);
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  for (int i = 0; i < kTablesOfSpace; ++i) {
    const std::string number = std::to_string(i);
    Batch batch(ShardId{1});
    for (const KeySpace space : kSpaces) {
      batch.put(space, "row" + number, "v");
      batch.put(space, "erased" + number, "v");
      batch.erase_range(space, "erased" + number, "erased" + number + "~");
    }
    ASSERT_TRUE((*opened)->commit({&batch, 1}).ok());
    ASSERT_TRUE((*opened)->checkpoint(temporary.path("copy" + number)).ok());  // writes the memtables out
  }
}

// RocksDB opens sixteen tables of all key spaces when it starts. Reads that may not wait would meet the others closed,
// with erased ranges among those that are open.
TEST(RocksdbEngineOpen, reads_from_memory_after_a_start_with_many_tables_and_erased_ranges) {
  const TemporaryDirectory temporary;
  const RocksdbOptions options{.directory = temporary.path("data")};
  make_many_tables(temporary, options);
  const auto opened = open_rocksdb(options);
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  for (const ReadTier tier : {ReadTier::kMemory, ReadTier::kAll, ReadTier::kMemory}) {
    for (const KeySpace space : kSpaces) {
      RowCounter counter;
      const auto visited = (*opened)->visit({.shard = ShardId{1}, .space = space}, {.tier = tier}, counter);
      if (visited.ok()) {
        EXPECT_EQ(counter.rows, kTablesOfSpace);
      } else {
        EXPECT_EQ(visited.error().code, ErrorCode::kNotCached);
      }
    }
  }
}

class LoweredDescriptorLimit {
 public:
  explicit LoweredDescriptorLimit(rlim_t limit) {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit lowered = before_;
    lowered.rlim_cur = limit;
    setrlimit(RLIMIT_NOFILE, &lowered);
  }
  ~LoweredDescriptorLimit() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(RocksdbEngineOpen, with_more_tables_than_stay_open_memory_scans_say_not_cached) {
  if (!kTablesMustBeOpen) GTEST_SKIP() << "this RocksDB does not mind";
  const TemporaryDirectory temporary;
  const RocksdbOptions options{.directory = temporary.path("data")};
  make_many_tables(temporary, options);
  const LoweredDescriptorLimit lowered(200);  // 66 tables, of which 16 stay open for certain
  const auto opened = open_rocksdb(options);
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  RowCounter counter;
  const KeyRange everything{.shard = ShardId{1}, .space = KeySpace::kItems};
  const auto from_memory = (*opened)->visit(everything, {.tier = ReadTier::kMemory}, counter);
  ASSERT_FALSE(from_memory.ok());
  EXPECT_EQ(from_memory.error().code, ErrorCode::kNotCached);
  EXPECT_TRUE((*opened)->visit(everything, {}, counter).ok());
  EXPECT_EQ(counter.rows, kTablesOfSpace);
}

TEST(RocksdbEngineOpen, capabilities_of_a_local_engine) {
  const auto opened = open_rocksdb({.in_memory = true});
  ASSERT_TRUE(opened.ok());
  EXPECT_TRUE((*opened)->capabilities().commits_span_shards);
  EXPECT_TRUE((*opened)->capabilities().native_reverse_scan);
  EXPECT_FALSE((*opened)->capabilities().shared_by_processes);
}

}  // namespace
}  // namespace basalt::engine
