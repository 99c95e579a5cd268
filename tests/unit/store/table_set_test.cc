#include "store/table_set.h"

#include "gmock/gmock.h"
#include "store/table_state.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

TableRef make_table(const std::string& scope, const std::string& name, uint64_t revision = 1) {
  TableDefinition definition = table_definition(name);
  definition.scope = scope;
  definition.shards = {{1, 0}};
  return std::make_shared<const Table>(std::move(definition), std::make_shared<TableState>(1), revision);
}

std::vector<std::string> names_of(const TableSet& tables) {
  std::vector<std::string> names;
  for (const auto& entry : tables.entries())
    names.push_back(entry.table->definition().scope + ":" + entry.table->name());
  return names;
}

TEST(TableSet, EmptyFindsNothing) {
  const TableSet tables;
  EXPECT_EQ(tables.find("", "a"), nullptr);
  EXPECT_EQ(tables.lower_bound("", ""), tables.scope_end(""));
}

TEST(TableSet, SortsByScopeThenName) {
  const TableSet tables({make_table("s", "b"), make_table("", "z"), make_table("s", "a"), make_table("t", "a")});
  EXPECT_THAT(names_of(tables), testing::ElementsAre(":z", "s:a", "s:b", "t:a"));
  EXPECT_EQ(tables.lower_bound("s", ""), 1U);
  EXPECT_EQ(tables.scope_end("s"), 3U);
  EXPECT_EQ(tables.lower_bound("s", "aa"), 2U);
}

TEST(TableSet, FindsByScopeAndName) {
  const TableSet tables({make_table("s", "a"), make_table("", "a")});
  ASSERT_NE(tables.find("s", "a"), nullptr);
  EXPECT_EQ((*tables.find("s", "a"))->definition().scope, "s");
  EXPECT_EQ((*tables.find("", "a"))->definition().scope, "");
  EXPECT_EQ(tables.find("t", "a"), nullptr);
  EXPECT_EQ(tables.find("s", "b"), nullptr);
}

TEST(TableSet, ChangesLeaveTheOriginalAlone) {
  const TableSet before({make_table("", "b")});
  const auto added = before.with(make_table("", "a"));
  const auto replaced = added->with(make_table("", "b", 2));
  const auto removed = replaced->without(**replaced->find("", "a"));
  EXPECT_THAT(names_of(before), testing::ElementsAre(":b"));
  EXPECT_THAT(names_of(*added), testing::ElementsAre(":a", ":b"));
  EXPECT_EQ((*added->find("", "b"))->revision(), 1U);
  EXPECT_EQ((*replaced->find("", "b"))->revision(), 2U);
  EXPECT_THAT(names_of(*removed), testing::ElementsAre(":b"));
  EXPECT_EQ(removed->find("", "a"), nullptr);
}

TEST(TableSet, FindsEachOfThousands) {
  std::vector<TableRef> made;
  for (int i = 0; i < 2500; ++i) made.push_back(make_table("", "table-" + std::to_string(i)));
  const TableSet tables(made);
  for (const TableRef& table : made) {
    ASSERT_NE(tables.find("", table->name()), nullptr);
    EXPECT_EQ(tables.find("", table->name())->get(), table.get());
  }
  EXPECT_EQ(tables.find("", "table-2500"), nullptr);
}

}  // namespace
}  // namespace basalt::store
