#include <gtest/gtest.h>

#include "basalt/engine/storage_engine.h"

namespace basalt::engine {
namespace {

TEST(Batch, keeps_operations_in_order_with_their_bytes) {
  Batch batch(ShardId{9});
  const std::string binary("\0\xFF\0", 3);
  batch.put(KeySpace::kItems, binary, "value");
  batch.put(KeySpace::kMeta, "", "");
  batch.erase(KeySpace::kLog, "gone");
  batch.erase_range(KeySpace::kIndexes, "from", "to");

  EXPECT_EQ(batch.shard().value, 9U);
  ASSERT_EQ(batch.size(), 4U);
  EXPECT_EQ(batch.bytes(), 3U + 5U + 4U + 4U + 2U);
  EXPECT_EQ(batch.operation(0).kind, Batch::Kind::kPut);
  EXPECT_EQ(batch.operation(0).space, KeySpace::kItems);
  EXPECT_EQ(batch.operation(0).key, binary);
  EXPECT_EQ(batch.operation(0).value, "value");
  EXPECT_EQ(batch.operation(1).key, "");
  EXPECT_EQ(batch.operation(1).value, "");
  EXPECT_EQ(batch.operation(2).kind, Batch::Kind::kErase);
  EXPECT_EQ(batch.operation(2).key, "gone");
  EXPECT_EQ(batch.operation(3).kind, Batch::Kind::kEraseRange);
  EXPECT_EQ(batch.operation(3).key, "from");
  EXPECT_EQ(batch.operation(3).value, "to");
}

TEST(Batch, copies_what_it_is_given) {
  Batch batch(ShardId{1});
  std::string key = "key";
  batch.put(KeySpace::kItems, key, key);
  key = "xxx";
  for (int i = 0; i < 1000; ++i) batch.put(KeySpace::kItems, "more", "bytes so that the arena moves");
  EXPECT_EQ(batch.operation(0).key, "key");
  EXPECT_EQ(batch.operation(0).value, "key");
}

TEST(Batch, clear_leaves_nothing_but_the_shard) {
  Batch batch(ShardId{3});
  batch.put(KeySpace::kItems, "a", "b");
  batch.check({KeySpace::kItems, "a", std::nullopt});
  batch.clear();
  EXPECT_EQ(batch.size(), 0U);
  EXPECT_EQ(batch.bytes(), 0U);
  EXPECT_TRUE(batch.checks().empty());
  EXPECT_EQ(batch.shard().value, 3U);
}

TEST(BatchDeathTest, an_open_ended_erase_is_a_bug) {
  Batch batch(ShardId{1});
  EXPECT_DEATH(batch.erase_range(KeySpace::kItems, "a", ""), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(batch.operation(0)), "CHECK failed");
}

}  // namespace
}  // namespace basalt::engine
