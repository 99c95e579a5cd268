// Secondary indexes as the store keeps them: with every write, filled after the fact, erased, counted.
#include <map>
#include <thread>

#include "basalt/keys/key_layout.h"
#include "basalt/value/item_size.h"
#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using std::chrono::milliseconds;

// A table (pk S) whose global index "by_n" sorts items of one "kind" by "n" and holds keys only.
class SecondaryIndexTest : public StoreTest {
 protected:
  static GlobalIndex by_n(IndexStatus status) {
    GlobalIndex index;
    index.name = "by_n";
    index.key_schema = {{"kind"}, {"n"}};
    index.projection.type = ProjectionType::kKeysOnly;
    index.status = status;
    index.backfilling = status == IndexStatus::kCreating;
    return index;
  }
  static TableDefinition definition(bool with_index) {
    TableDefinition definition = table_definition("t");
    definition.attribute_definitions.push_back({"kind", AttributeType::kString});
    definition.attribute_definitions.push_back({"n", AttributeType::kNumber});
    if (with_index) definition.global_indexes = {by_n(IndexStatus::kActive)};
    return definition;
  }
  static Item item(const std::string& pk, int64_t n, const std::string& more = "m") {
    Item item = item_of(pk, n);
    item.set("kind", AttributeValue::string("k"));
    item.set("more", AttributeValue::string(more));
    return item;
  }
  TableRef table() { return store_->catalog().find("", "t"); }
  void write(const std::string& pk, std::unique_ptr<WritePlan> plan) {
    ASSERT_TRUE(submit(*store_, table(), AttributeValue::string(pk), std::move(plan)).get().ok());
  }
  void add_index() {
    ASSERT_TRUE(store_->catalog()
                    .edit(*table(),
                          [](const Table&, TableDefinition& definition) -> ApiResult<void> {
                            definition.global_indexes.push_back(by_n(IndexStatus::kCreating));
                            return {};
                          })
                    .ok());
  }
  IndexStatus status() { return table()->definition().global_indexes.front().status; }
  bool wait_until_active() {
    for (int i = 0; i < 2000 && status() != IndexStatus::kActive; ++i) std::this_thread::sleep_for(milliseconds(5));
    return status() == IndexStatus::kActive;
  }

  // The rows there are of a space in kIndexes.
  std::map<std::string, std::string> rows(SpaceId space) {
    engine::RowPage page;
    const std::string begin = keys::space_begin(space.value);
    const std::string end = keys::space_end(space.value);
    EXPECT_TRUE(engine_
                    ->scan({.space = engine::KeySpace::kIndexes,
                            .begin = begin,
                            .end = end,
                            .max_rows = 1'000'000,
                            .max_bytes = size_t{1} << 30},
                           {}, page)
                    .ok());
    std::map<std::string, std::string> found;
    for (size_t i = 0; i < page.size(); ++i) {
      found.emplace(page.key(i), std::string(read_stored_item(page.value(i)).item.encoded()));
    }
    return found;
  }
  // What the rows are to be: computed anew from the table's items, figures included.
  void expect_true_index() {
    const IndexLayout& index = *table()->index("by_n");
    std::map<std::string, std::string> expected;
    int64_t bytes = 0;
    RowRange range{keys::space_begin(table()->definition().space.value),
                   keys::space_end(table()->definition().space.value)};
    ItemPage page;
    do {
      ASSERT_TRUE(store_->items().read_page(*table(), range, engine::Direction::kForward, {}, {}, page).ok());
      for (size_t i = 0; i < page.size(); ++i) {
        std::string row;
        std::string buffer;
        if (!index.row_of(page.item(i).item, row)) continue;
        const auto entry = index.entry_of(page.item(i).item, page.item(i).size, buffer);
        bytes += static_cast<int64_t>(entry.size);
        expected.emplace(row, entry.item.encoded());
      }
      if (page.size() > 0) range.begin = std::string(page.row_key(page.size() - 1)) + '\0';
    } while (page.more());
    EXPECT_EQ(rows(index.space()), expected);
    EXPECT_EQ(index.counters().items, static_cast<int64_t>(expected.size()));
    EXPECT_EQ(index.counters().bytes, bytes);
  }
};

TEST_F(SecondaryIndexTest, EntriesComeChangeMoveAndGoWithTheirItems) {
  open_store();
  ASSERT_TRUE(store_->catalog().create(definition(true)).ok());
  write("a", put(item("a", 1)));
  write("b", put(item("b", 2)));
  write("c", put(item_of("c", 3)));  // no kind: not in the index
  expect_true_index();
  EXPECT_EQ(table()->index("by_n")->counters().items, 2);
  write("a", put(item("a", 5)));     // moves
  write("c", put(item("c", 3)));     // comes
  write("b", put(item_of("b", 2)));  // leaves
  expect_true_index();
  write("a", erase());
  write("nobody", erase());
  expect_true_index();
  EXPECT_EQ(table()->index("by_n")->counters().items, 1);
}

TEST_F(SecondaryIndexTest, AnEntryThatStaysAsItWasIsNotWrittenAgain) {
  open_store();
  ASSERT_TRUE(store_->catalog().create(definition(true)).ok());
  write("a", put(item("a", 1, "before")));
  const auto timestamp = [&] {
    std::string value;
    const std::string row = rows(table()->index("by_n")->space()).begin()->first;
    EXPECT_TRUE(engine_->get({engine::ShardId{1}, engine::KeySpace::kIndexes, row}, {}, value).value());
    return read_stored_item(value).timestamp;
  };
  const uint64_t before = timestamp();
  write("a", put(item("a", 1, "after")));
  EXPECT_EQ(timestamp(), before);
}

TEST_F(SecondaryIndexTest, FiguresSurviveARestart) {
  open_store();
  ASSERT_TRUE(store_->catalog().create(definition(true)).ok());
  for (int i = 0; i < 100; ++i) write(std::to_string(i), put(item(std::to_string(i), i)));
  open_store();
  EXPECT_EQ(table()->index("by_n")->counters().items, 100);
  expect_true_index();
}

TEST_F(SecondaryIndexTest, AnIndexThatComesLaterIsFilledWhileWritesGoOn) {
  open_store({.writer_threads = 2, .maintenance_interval = std::chrono::seconds{0}});
  ASSERT_TRUE(store_->catalog().create(definition(false)).ok());
  for (int i = 0; i < 5000; ++i) write(std::to_string(i), put(item(std::to_string(i), i)));
  std::atomic<bool> stop{false};
  std::thread client([&] {
    for (int i = 0; !stop; i += 7) {
      const std::string pk = std::to_string(i % 6000);
      const auto plan = [&]() -> std::unique_ptr<WritePlan> {
        if (i % 3 == 0) return erase();
        return put(i % 5 == 0 ? item_of(pk, i) : item(pk, i));
      };
      write(pk, plan());
    }
  });
  add_index();
  EXPECT_TRUE(wait_until_active());
  stop = true;
  client.join();
  EXPECT_FALSE(table()->definition().global_indexes.front().backfilling);
  expect_true_index();
}

TEST_F(SecondaryIndexTest, FillingGoesOnAfterARestart) {
  for (int round = 0; round < 4; ++round) {
    store_.reset();
    engine_ = memory_engine();
    open_store({.writer_threads = 1, .maintenance_interval = std::chrono::seconds{0}});
    ASSERT_TRUE(store_->catalog().create(definition(false)).ok());
    std::vector<FutureOutcome> done;
    for (int i = 0; i < 8000; ++i) {
      const std::string pk = std::to_string(i);
      done.push_back(submit(*store_, table(), AttributeValue::string(pk), put(item(pk, i))));
    }
    for (FutureOutcome& outcome : done) ASSERT_TRUE(outcome.get().ok());
    add_index();
    for (int restart = 0; restart < 3; ++restart) {
      std::this_thread::sleep_for(milliseconds(round));
      open_store({.writer_threads = 1, .maintenance_interval = std::chrono::seconds{0}});
      write("5", put(item("5", 1000 + restart)));
      write(std::to_string(restart), erase());
    }
    ASSERT_TRUE(wait_until_active());
    expect_true_index();
  }
}

TEST_F(SecondaryIndexTest, ADeletedIndexLeavesNothingBehind) {
  open_store();
  ASSERT_TRUE(store_->catalog().create(definition(true)).ok());
  for (int i = 0; i < 1000; ++i) write(std::to_string(i), put(item(std::to_string(i), i)));
  const SpaceId space = table()->index("by_n")->space();
  ASSERT_EQ(rows(space).size(), 1000U);
  ASSERT_TRUE(store_->catalog()
                  .edit(*table(),
                        [](const Table&, TableDefinition& definition) -> ApiResult<void> {
                          definition.global_indexes.front().status = IndexStatus::kDeleting;
                          return {};
                        })
                  .ok());
  write("1", put(item("1", 12345)));
  for (int i = 0; i < 2000 && !table()->definition().global_indexes.empty(); ++i) {
    std::this_thread::sleep_for(milliseconds(5));
  }
  EXPECT_TRUE(table()->definition().global_indexes.empty());
  EXPECT_TRUE(rows(space).empty());
}

TEST_F(SecondaryIndexTest, ATableDeletedWhileItsIndexIsFilledIsGone) {
  open_store();
  ASSERT_TRUE(store_->catalog().create(definition(false)).ok());
  for (int i = 0; i < 3000; ++i) write(std::to_string(i), put(item(std::to_string(i), i)));
  const TableRef removed = table();
  add_index();
  const SpaceId space = table()->index("by_n")->space();
  ASSERT_TRUE(store_->catalog().remove(*removed).ok());
  EXPECT_TRUE(rows(space).empty());
  EXPECT_EQ(row_count(*engine_, *removed, engine::KeySpace::kItems), 0U);
}

// A table (pk S, sk N) with a local index by "l" that holds keys only.
class ItemCollectionTest : public StoreTest {
 protected:
  void open(uint64_t max_bytes) {
    open_store({.max_item_collection_bytes = max_bytes, .maintenance_interval = std::chrono::seconds{0}});
    if (store_->catalog().find("", "t") != nullptr) return;
    TableDefinition definition = table_definition("t", true);
    definition.attribute_definitions.push_back({"l", AttributeType::kNumber});
    LocalIndex index;
    index.name = "by_l";
    index.key_schema = {{"pk"}, {"l"}};
    index.projection.type = ProjectionType::kKeysOnly;
    definition.local_indexes = {index};
    ASSERT_TRUE(store_->catalog().create(definition).ok());
  }
  static Item item(int64_t sk, bool indexed, const std::string& more = "") {
    Item item = item_of("p", sk, 1);
    if (indexed) item.set("l", AttributeValue::integer(5));
    item.set("more", AttributeValue::string(more));
    return item;
  }
  ApiResult<WriteOutcome> write(const Item& item, std::unique_ptr<WritePlan> plan) {
    return submit(*store_, store_->catalog().find("", "t"), item, std::move(plan)).get();
  }
};

TEST_F(ItemCollectionTest, CountsItemsAndTheirLocalEntries) {
  open(0);
  const auto size = static_cast<int64_t>(item_size(item(1, false)));
  EXPECT_EQ(write(item(1, false), put(item(1, false)))->collection_bytes, size);
  Item entry = item_of("p", 2, 1);
  entry.erase("n");
  entry.set("l", AttributeValue::integer(5));
  const auto both = static_cast<int64_t>(item_size(item(2, true)) + item_size(entry));
  EXPECT_EQ(write(item(2, true), put(item(2, true)))->collection_bytes, size + both);
  open(0);
  EXPECT_EQ(write(item(1, false), erase())->collection_bytes, both) << "a restart forgets nothing";
  EXPECT_EQ(write(item(1, false), erase())->collection_bytes, std::nullopt) << "nothing changed";
  EXPECT_EQ(write(item(2, true), erase())->collection_bytes, 0);
  EXPECT_EQ(row_count(*engine_, *store_->catalog().find("", "t"), engine::KeySpace::kIndexes), 0U);
}

TEST_F(ItemCollectionTest, GrowsToItsLimitAndNoFurther) {
  const Item small = item(1, true);
  open(200);
  ASSERT_TRUE(write(small, put(item(1, true, std::string(100, 'x')))).ok());
  const auto refused = write(item(2, false), put(item(2, false, std::string(100, 'x'))));
  EXPECT_EQ(refused.error().name(), "ItemCollectionSizeLimitExceededException");
  EXPECT_TRUE(write(small, put(small)).ok()) << "it may shrink";
  EXPECT_TRUE(write(item(2, false), put(item(2, false, std::string(100, 'x')))).ok());
}

}  // namespace
}  // namespace basalt::store
