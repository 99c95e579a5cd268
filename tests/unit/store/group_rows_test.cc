#include "store/group_rows.h"

#include "basalt/engine/faulty_engine.h"
#include "gmock/gmock.h"
#include "store/table_state.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

class GroupRowsTest : public testing::Test {
 protected:
  GroupRowsTest() : engine_(engine::make_faulty(memory_engine(), faults_)) {
    TableDefinition definition = table_definition("t");
    definition.space = SpaceId{1};
    definition.shards = {{1, 0}};
    table_ = std::make_shared<const Table>(std::move(definition), std::make_shared<TableState>(1), 1);
  }
  void add_write(const std::string& pk) {
    writes_.push_back({.table = table_, .key = table_->key_of(item_of(pk, 0)), .plan = {}, .done = {}});
  }
  void store_row(const std::string& pk) {
    engine::Batch batch{engine::ShardId{1}};
    batch.put(engine::KeySpace::kItems, table_->key_of(item_of(pk, 0)).row, "value of " + pk);
    engine_->commit({&batch, 1}).value();
  }

  engine::FaultPlan faults_;
  std::unique_ptr<engine::StorageEngine> engine_;
  TableRef table_;
  std::vector<ItemWrite> writes_;
};

TEST_F(GroupRowsTest, WritesOfOneKeyShareTheRow) {
  store_row("a");
  for (const char* pk : {"a", "b", "a", "a"}) add_write(pk);
  GroupRows rows(*engine_);
  rows.start(writes_);
  GroupRows::Row* a = rows.row_of(0).value();
  EXPECT_EQ(a->value, "value of a");
  EXPECT_EQ(a->writes_left, 3U);
  a->value = "changed";
  EXPECT_EQ(rows.row_of(1).value()->value, std::nullopt);
  EXPECT_EQ(rows.row_of(2).value(), a);
  EXPECT_EQ(rows.row_of(3).value()->value, "changed");
}

TEST_F(GroupRowsTest, ReadsEachRowOnceHoweverMany) {
  for (int i = 0; i < 100; ++i) {
    store_row(std::to_string(i));
    add_write(std::to_string(i));
    add_write(std::to_string(i / 2));
  }
  GroupRows rows(*engine_);
  rows.start(writes_);
  faults_.fail_read_after = 4;  // 100 rows in reads of 32
  for (size_t i = 0; i < writes_.size(); ++i) {
    const size_t row = i % 2 == 0 ? i / 2 : i / 4;
    EXPECT_EQ(rows.row_of(i).value()->value, "value of " + std::to_string(row));
  }
}

TEST_F(GroupRowsTest, StartForgetsTheGroupBefore) {
  add_write("a");
  GroupRows rows(*engine_);
  rows.start(writes_);
  rows.row_of(0).value()->value = "of the first group";
  rows.start(writes_);
  EXPECT_EQ(rows.row_of(0).value()->value, std::nullopt);
}

TEST_F(GroupRowsTest, FailedReadIsReportedAndTriedAgain) {
  store_row("a");
  add_write("a");
  add_write("b");
  GroupRows rows(*engine_);
  rows.start(writes_);
  faults_.fail_read_after = 0;
  EXPECT_FALSE(rows.row_of(0).ok());
  faults_.fail_read_after = -1;
  EXPECT_EQ(rows.row_of(0).value()->value, "value of a");
}

}  // namespace
}  // namespace basalt::store
