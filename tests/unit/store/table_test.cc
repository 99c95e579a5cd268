#include "basalt/store/table.h"

#include "basalt/keys/key_layout.h"
#include "gmock/gmock.h"
#include "store/table_state.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

Table make_table(bool with_sort_key, std::vector<ShardDefinition> shards) {
  TableDefinition definition = table_definition("Orders", with_sort_key);
  definition.space = SpaceId{5};
  definition.shards = std::move(shards);
  auto state = std::make_shared<TableState>(definition.shards.size());
  return Table(std::move(definition), std::move(state), 1);
}

TEST(Table, KnowsItsKeys) {
  const Table table = make_table(true, {{1, 0}});
  EXPECT_EQ(table.partition_key().name, "pk");
  EXPECT_EQ(table.partition_key().type, AttributeType::kString);
  ASSERT_NE(table.sort_key(), nullptr);
  EXPECT_EQ(table.sort_key()->type, AttributeType::kNumber);
  EXPECT_TRUE(table.is_key("pk") && table.is_key("sk"));
  EXPECT_FALSE(table.is_key("n") || table.is_key(""));
  EXPECT_EQ(table.attribute("n"), nullptr);
  EXPECT_EQ(make_table(false, {{1, 0}}).sort_key(), nullptr);
  EXPECT_FALSE(make_table(false, {{1, 0}}).is_key(""));
}

TEST(Table, KeyOfAnItemIgnoresTheRestOfIt) {
  const Table table = make_table(true, {{1, 0}});
  const ItemKey key = table.key_of(item_of("a", 1, 100));
  EXPECT_EQ(key.row, table.key_of(item_of("a", 1, 200)).row);
  EXPECT_NE(key.row, table.key_of(item_of("a", 2, 100)).row);
  const AttributeValue sort = AttributeValue::integer(1);
  EXPECT_EQ(key.row, table.key_of(AttributeValue::string("a"), &sort).row);
  EXPECT_EQ(keys::read_u64(key.row), 5U);
  EXPECT_EQ(key.hash, keys::row_hash(key.row));
}

TEST(Table, ItemsOfOnePartitionShareTheHash) {
  const Table table = make_table(true, {{1, 0}});
  EXPECT_EQ(table.key_of(item_of("a", 1, 0)).hash, table.key_of(item_of("a", 2, 0)).hash);
  EXPECT_NE(table.key_of(item_of("a", 1, 0)).hash, table.key_of(item_of("b", 1, 0)).hash);
}

TEST(Table, ShardsDivideTheHashSpace) {
  const Table table = make_table(false, {{11, 0}, {22, 1000}, {33, UINT64_MAX}});
  EXPECT_EQ(table.shard_of(0), engine::ShardId{11});
  EXPECT_EQ(table.shard_of(999), engine::ShardId{11});
  EXPECT_EQ(table.shard_of(1000), engine::ShardId{22});
  EXPECT_EQ(table.shard_of(UINT64_MAX - 1), engine::ShardId{22});
  EXPECT_EQ(table.shard_of(UINT64_MAX), engine::ShardId{33});
  EXPECT_EQ(table.shard_index_of(UINT64_MAX), 2U);
}

}  // namespace
}  // namespace basalt::store
