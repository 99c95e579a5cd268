#include "store/table_eraser.h"

#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

class TableEraserTest : public StoreTest {
 protected:
  TableEraserTest() {
    open_store();
    TableDefinition definition = table_definition("t");
    definition.stream = StreamSettings{};
    table_ = store_->catalog().create(definition).value();
  }
  void write_items(int count) {
    std::vector<FutureOutcome> outcomes;
    for (int i = 0; i < count; ++i) {
      const std::string pk = std::to_string(i);
      outcomes.push_back(submit(*store_, table_, AttributeValue::string(pk), put(item_of(pk, i))));
    }
    for (FutureOutcome& outcome : outcomes) ASSERT_TRUE(outcome.get().ok());
  }
  size_t range_erases(const std::vector<engine::Batch>& batches) {
    size_t count = 0;
    for (const engine::Batch& batch : batches) {
      for (size_t i = 0; i < batch.size(); ++i) count += batch.operation(i).kind == engine::Batch::Kind::kEraseRange;
    }
    return count;
  }

  TableRef table_;
};

TEST_F(TableEraserTest, FewRowsAreErasedOneByOne) {
  write_items(100);
  const auto batches = erase_table_rows(*engine_, *table_).value();
  EXPECT_EQ(range_erases(batches), 0U);
  ASSERT_TRUE(engine_->commit(batches).ok());
  EXPECT_EQ(row_count(*engine_, *table_, engine::KeySpace::kItems), 0U);
  EXPECT_EQ(row_count(*engine_, *table_, engine::KeySpace::kLog), 0U);
}

TEST_F(TableEraserTest, ManyRowsAreErasedByRange) {
  const TableRef other = create_table("other");
  ASSERT_TRUE(submit(*store_, other, AttributeValue::string("a"), put(item_of("a", 1))).get().ok());
  write_items(3000);
  const auto batches = erase_table_rows(*engine_, *table_).value();
  EXPECT_GT(range_erases(batches), 0U);
  ASSERT_TRUE(engine_->commit(batches).ok());
  EXPECT_EQ(row_count(*engine_, *table_, engine::KeySpace::kItems), 0U);
  EXPECT_EQ(row_count(*engine_, *table_, engine::KeySpace::kLog), 0U);
  EXPECT_EQ(row_count(*engine_, *other, engine::KeySpace::kItems), 1U);
}

TEST_F(TableEraserTest, NewTableNeedsAlmostNothing) {
  const auto batches = erase_table_rows(*engine_, *table_).value();
  EXPECT_EQ(batches.size(), 4U);
  for (const engine::Batch& batch : batches) EXPECT_EQ(batch.size(), 1U);
}

}  // namespace
}  // namespace basalt::store
