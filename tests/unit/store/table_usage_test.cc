#include "basalt/store/table_usage.h"

#include <gmock/gmock.h>

#include "basalt/engine/storage_engine.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const TableUsages& usages) {
  std::vector<std::string> names;
  for (const auto& usage : usages.all()) names.push_back(usage->name());
  return names;
}

TEST(TableUsagesTest, ATableIsShownAsLongAsItIsThere) {
  TableUsages usages(10);
  auto b = usages.open("b");
  auto a = usages.open("a");
  EXPECT_THAT(names(usages), ElementsAre("a", "b"));
  b.reset();
  EXPECT_THAT(names(usages), ElementsAre("a"));
  EXPECT_EQ(usages.open("b")->write_units.value(), 0U);
}

TEST(TableUsagesTest, TablesOfOneNameCountTogether) {
  TableUsages usages(10);
  EXPECT_EQ(usages.open("a").get(), usages.open("a").get());
  const auto kept = usages.open("a");
  EXPECT_EQ(kept.get(), usages.open("a").get());
}

TEST(TableUsagesTest, BeyondTheirNumberTablesAreCountedAsOther) {
  TableUsages usages(2);
  auto first = usages.open("a");
  const auto second = usages.open("b");
  const auto third = usages.open("c");
  third->write_units.add(5);
  EXPECT_EQ(third.get(), usages.open("d").get());
  EXPECT_THAT(names(usages), ElementsAre("a", "b", "other"));
  // A place that becomes free is for the next new table; what the others have counted stays.
  first.reset();
  const auto fourth = usages.open("e");
  EXPECT_THAT(names(usages), ElementsAre("b", "e", "other"));
  EXPECT_EQ(third->write_units.value(), 5U);
}

TEST(TableUsagesTest, HundredsOfTablesComeAndGo) {
  TableUsages usages(50);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::shared_ptr<TableUsage>> held;
    for (int i = 0; i < 60; ++i) held.push_back(usages.open(std::to_string(round * 60 + i)));
    EXPECT_EQ(usages.all().size(), 51U) << round;
  }
  EXPECT_THAT(names(usages), ElementsAre("other"));
}

TEST(TableUsageTest, AnOperationIsThereOnceItIsAskedFor) {
  TableUsage usage("t");
  EXPECT_EQ(usage.find_operation(3), nullptr);
  OperationUsage& operation = usage.operation(3);
  EXPECT_EQ(usage.find_operation(3), &operation);
  EXPECT_EQ(&usage.operation(3), &operation);
  EXPECT_EQ(usage.find_operation(4), nullptr);
}

class WriteUnitsTest : public ::testing::Test {
 protected:
  uint64_t units() const { return usage_of(*table_).write_units.value(); }
  bool write(std::unique_ptr<WritePlan> plan) { return submit(*store_, table_, key_, std::move(plan)).get().ok(); }
  Item item_of_bytes(size_t bytes) const {
    Item item = item_of("k", 1);
    item.set("padding", AttributeValue::string(std::string(bytes, 'x')));
    return item;
  }

  std::unique_ptr<engine::StorageEngine> engine_ = memory_engine();
  SystemClock clock_;
  std::unique_ptr<Store> store_ = Store::open(*engine_, clock_, StoreOptions()).value();
  TableRef table_ = store_->catalog().create(table_definition("t")).value();
  AttributeValue key_ = AttributeValue::string("k");
};

TEST_F(WriteUnitsTest, AreOneForEachKilobyteOfTheLargerItem) {
  EXPECT_TRUE(write(put(item_of("k", 1))));
  EXPECT_EQ(units(), 1U);
  EXPECT_TRUE(write(put(item_of_bytes(2500))));
  EXPECT_EQ(units(), 1U + 3);
  EXPECT_TRUE(write(erase()));
  EXPECT_EQ(units(), 1U + 3 + 3);
}

TEST_F(WriteUnitsTest, AreSpentOnConditionsThatFailAndOnNothing) {
  EXPECT_TRUE(write(put(item_of_bytes(2500))));
  EXPECT_FALSE(write(put_if_absent(item_of("k", 2))));
  EXPECT_EQ(units(), 3U + 3);
  EXPECT_TRUE(write(change_nothing()));
  EXPECT_EQ(units(), 3U + 3 + 3);
}

}  // namespace
}  // namespace basalt::store
