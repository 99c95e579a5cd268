#include "engine/commit_record.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

namespace basalt::engine {
namespace {

constexpr ColumnFamilyIds kIds{0, 1, 300, 70000};

// What RocksDB finds in a WriteBatch: the kind of operation, column family, key and value.
struct Found : rocksdb::WriteBatch::Handler {
  using Operation = std::tuple<char, uint32_t, std::string, std::string>;
  std::vector<Operation> operations;

  rocksdb::Status PutCF(uint32_t family, const rocksdb::Slice& key, const rocksdb::Slice& value) override {
    operations.emplace_back('p', family, key.ToString(), value.ToString());
    return {};
  }
  rocksdb::Status DeleteCF(uint32_t family, const rocksdb::Slice& key) override {
    operations.emplace_back('d', family, key.ToString(), "");
    return {};
  }
  rocksdb::Status DeleteRangeCF(uint32_t family, const rocksdb::Slice& begin, const rocksdb::Slice& end) override {
    operations.emplace_back('r', family, begin.ToString(), end.ToString());
    return {};
  }
};

rocksdb::WriteBatch record_of(const Batch& batch) {
  CommitRecord record(kIds, batch.bytes());
  for (size_t i = 0; i < batch.size(); ++i) record.add(batch.operation(i));
  return std::move(record).finish();
}

TEST(CommitRecord, RocksdbFindsWhatWasAdded) {
  const std::string medium(200, 'm');
  const std::string large(70000, 'l');
  Batch batch{ShardId{1}};
  batch.put(KeySpace::kMeta, "a", "1");
  batch.put(KeySpace::kItems, medium, large);
  batch.put(KeySpace::kIndexes, "", "");
  batch.erase(KeySpace::kLog, "b");
  batch.erase(KeySpace::kMeta, "c");
  batch.erase_range(KeySpace::kItems, "d", "e");
  batch.erase_range(KeySpace::kMeta, "f", "g");
  Found found;
  const rocksdb::WriteBatch record = record_of(batch);
  ASSERT_TRUE(record.Iterate(&found).ok());
  EXPECT_EQ(found.operations, (std::vector<Found::Operation>{{'p', 0, "a", "1"},
                                                             {'p', 1, medium, large},
                                                             {'p', 300, "", ""},
                                                             {'d', 70000, "b", ""},
                                                             {'d', 0, "c", ""},
                                                             {'r', 1, "d", "e"},
                                                             {'r', 0, "f", "g"}}));
  EXPECT_EQ(record.Count(), 7u);
}

TEST(CommitRecord, HasTheBytesThatRocksdbWrites) {
  Batch batch{ShardId{1}};
  rocksdb::WriteBatch expected;
  for (const size_t size :
       {size_t{0}, size_t{1}, size_t{127}, size_t{128}, size_t{16383}, size_t{16384}, size_t{3000000}}) {
    const std::string key(size, 'k');
    const std::string value(size, 'v');
    batch.put(KeySpace::kMeta, key, value);
    ASSERT_TRUE(expected.Put(key, value).ok());
  }
  batch.erase(KeySpace::kMeta, "x");
  ASSERT_TRUE(expected.Delete("x").ok());
  batch.erase_range(KeySpace::kMeta, "y", "z");
  ASSERT_TRUE(expected.DeleteRange("y", "z").ok());
  EXPECT_TRUE(record_of(batch).Data() == expected.Data());
}

TEST(CommitRecord, AnInvertedRangeAddsNothing) {
  Batch batch{ShardId{1}};
  batch.erase_range(KeySpace::kItems, "b", "a");
  batch.erase_range(KeySpace::kItems, "b", "b");
  CommitRecord record(kIds);
  for (size_t i = 0; i < batch.size(); ++i) record.add(batch.operation(i));
  EXPECT_EQ(record.count(), 0u);
  EXPECT_EQ(std::move(record).finish().Count(), 0u);
}

}  // namespace
}  // namespace basalt::engine
