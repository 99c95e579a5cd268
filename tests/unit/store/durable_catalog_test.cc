#include "store/durable_catalog.h"

#include <atomic>
#include <thread>

#include "basalt/engine/faulty_engine.h"
#include "basalt/engine/rocksdb_engine.h"
#include "gmock/gmock.h"
#include "store/table_definition_json.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

using testing::ElementsAre;

class DurableCatalogTest : public StoreTest {
 protected:
  DurableCatalogTest() {
    engine_ = engine::make_faulty(std::move(engine_), faults_);
    open_store();
  }
  Catalog& catalog() { return store_->catalog(); }

  engine::FaultPlan faults_;
};

TEST_F(DurableCatalogTest, FillsInSpacesAndShards) {
  TableDefinition definition = table_definition("t", true);
  definition.local_indexes = {{"l", {}, {{"pk"}, {"sk"}}, {}}};
  definition.global_indexes.emplace_back().name = "g";
  const TableRef table = catalog().create(definition).value();
  const TableRef other = create_table("other");
  std::set<uint64_t> spaces = {table->definition().space.value, table->definition().local_indexes[0].space.value,
                               table->definition().global_indexes[0].space.value, other->definition().space.value};
  EXPECT_EQ(spaces.size(), 4U);
  EXPECT_EQ(spaces.count(0), 0U);
  std::set<uint64_t> shards;
  for (const TableRef& each : {table, other}) {
    ASSERT_EQ(each->definition().shards.size(), 4U);
    for (size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(each->definition().shards[i].first_hash, i << 62);
      shards.insert(each->definition().shards[i].id);
    }
  }
  EXPECT_EQ(shards.size(), 8U);
  EXPECT_EQ(shards.count(kCatalogShard.value), 0U);
}

TEST_F(DurableCatalogTest, NamesAreTakenOnce) {
  create_table("t");
  const auto again = catalog().create(table_definition("t"));
  EXPECT_EQ(again.error().name(), "ResourceInUseException");
  EXPECT_EQ(again.error().message(), "Table already exists: t");
  TableDefinition elsewhere = table_definition("t");
  elsewhere.scope = "other";
  EXPECT_TRUE(catalog().create(elsewhere).ok());
}

TEST_F(DurableCatalogTest, ListsInPagesWithinAScope) {
  for (const char* name : {"d", "b", "a", "c"}) create_table(name);
  TableDefinition elsewhere = table_definition("bb");
  elsewhere.scope = "other";
  ASSERT_TRUE(catalog().create(elsewhere).ok());
  Catalog::Names page = catalog().list("", "", 3);
  EXPECT_THAT(page.names, ElementsAre("a", "b", "c"));
  EXPECT_TRUE(page.more);
  page = catalog().list("", "c", 3);
  EXPECT_THAT(page.names, ElementsAre("d"));
  EXPECT_FALSE(page.more);
  EXPECT_THAT(catalog().list("", "bbb", 1).names, ElementsAre("c"));
  EXPECT_THAT(catalog().list("", "d", 1).names, ElementsAre());
  EXPECT_THAT(catalog().list("other", "", 10).names, ElementsAre("bb"));
  EXPECT_EQ(catalog().table_count(""), 4U);
  EXPECT_EQ(catalog().table_count("other"), 1U);
  EXPECT_EQ(catalog().table_count("none"), 0U);
}

TEST_F(DurableCatalogTest, ThousandTablesSurviveAReopen) {
  for (int i = 0; i < 1000; ++i) create_table("table-" + std::to_string(i));
  const std::string document = write_table_definition(catalog().find("", "table-7")->definition());
  open_store();
  EXPECT_EQ(catalog().table_count(""), 1000U);
  EXPECT_EQ(catalog().list("", "", 10'000).names.size(), 1000U);
  for (int i = 0; i < 1000; ++i) EXPECT_NE(catalog().find("", "table-" + std::to_string(i)), nullptr);
  EXPECT_EQ(write_table_definition(catalog().find("", "table-7")->definition()), document);
}

TEST_F(DurableCatalogTest, SurvivesAReopenOnDisk) {
  const TemporaryDirectory directory;
  const auto open_disk = [&] {
    store_.reset();
    engine_.reset();
    engine_ = engine::open_rocksdb({.directory = directory.path() + "/data"}).value();
    open_store();
  };
  open_disk();
  create_table("kept");
  ASSERT_TRUE(catalog().remove(*create_table("gone")).ok());
  open_disk();
  EXPECT_NE(catalog().find("", "kept"), nullptr);
  EXPECT_EQ(catalog().find("", "gone"), nullptr);
}

TEST_F(DurableCatalogTest, UpdateReplacesTheDefinitionAndKeepsTheRest) {
  const TableRef before = create_table("t");
  ASSERT_TRUE(submit(*store_, before, AttributeValue::string("a"), put(item_of("a", 1))).get().ok());
  TableDefinition definition = before->definition();
  definition.deletion_protection = true;
  definition.space = SpaceId{999};
  definition.shards.clear();
  definition.global_indexes.emplace_back().name = "g";
  const TableRef after = catalog().update(definition).value();
  EXPECT_TRUE(after->definition().deletion_protection);
  EXPECT_FALSE(before->definition().deletion_protection);
  EXPECT_EQ(after->definition().space, before->definition().space);
  EXPECT_EQ(after->definition().shards.size(), 4U);
  EXPECT_NE(after->definition().global_indexes[0].space.value, 0U);
  EXPECT_EQ(after->counters().items, 1);
  EXPECT_EQ(catalog().find("", "t"), after);
  open_store();
  EXPECT_TRUE(catalog().find("", "t")->definition().deletion_protection);
}

TEST_F(DurableCatalogTest, AnEditSeesTheNewestDefinition) {
  const TableRef oldest = create_table("t");
  const auto add_tag = [](const std::string& key) {
    return [key](const Table& before, TableDefinition& definition) -> ApiResult<void> {
      if (before.definition().tags.contains(key)) return Failure{ApiError::validation("twice")};
      definition.tags[key] = "";
      return {};
    };
  };
  ASSERT_TRUE(catalog().edit(*oldest, add_tag("a")).ok());
  const TableRef newest = catalog().edit(*oldest, add_tag("b")).value();
  EXPECT_EQ(newest->definition().tags.size(), 2U);
  EXPECT_EQ(catalog().edit(*oldest, add_tag("b")).error().message(), "twice");
  EXPECT_EQ(catalog().find("", "t"), newest);
}

TEST_F(DurableCatalogTest, SelectsFromAllScopes) {
  create_table("a");
  TableDefinition other = table_definition("b");
  other.scope = "123456789012/eu-west-1";
  const TableRef wanted = catalog().create(other).value();
  const auto selected = catalog().select([](const TableDefinition& definition) { return definition.name == "b"; });
  EXPECT_EQ(selected, std::vector<TableRef>{wanted});
}

TEST_F(DurableCatalogTest, ChangesOfATableThatIsGoneAreRefused) {
  const TableRef first = create_table("t");
  ASSERT_TRUE(catalog().remove(*first).ok());
  EXPECT_EQ(catalog().update(first->definition()).error().name(), "ResourceNotFoundException");
  EXPECT_EQ(catalog().remove(*first).error().name(), "ResourceNotFoundException");
  TableDefinition successor = table_definition("t");
  successor.table_id = "another";
  const TableRef second = catalog().create(successor).value();
  EXPECT_EQ(catalog().update(first->definition()).error().message(),
            "Requested resource not found: Table: t not found");
  EXPECT_FALSE(catalog().remove(*first).ok());
  EXPECT_EQ(catalog().find("", "t"), second);
  EXPECT_NE(second->definition().space, first->definition().space);
}

TEST_F(DurableCatalogTest, IdsAreNotReusedAfterAReopen) {
  const uint64_t first = create_table("t")->definition().space.value;
  ASSERT_TRUE(catalog().remove(*catalog().find("", "t")).ok());
  open_store();
  EXPECT_GT(create_table("t")->definition().space.value, first);
}

TEST_F(DurableCatalogTest, FailedCommitsChangeNothing) {
  const TableRef table = create_table("t");
  faults_.fail_commit_after = 0;
  EXPECT_EQ(catalog().create(table_definition("u")).error().name(), "InternalServerError");
  EXPECT_EQ(catalog().find("", "u"), nullptr);
  TableDefinition changed = table->definition();
  changed.deletion_protection = true;
  EXPECT_FALSE(catalog().update(changed).ok());
  EXPECT_FALSE(catalog().remove(*table).ok());
  EXPECT_EQ(catalog().find("", "t"), table);
  faults_.fail_commit_after = -1;
  // Still writable, and the name that failed is free.
  EXPECT_TRUE(submit(*store_, table, AttributeValue::string("a"), put(item_of("a", 1))).get().ok());
  EXPECT_TRUE(catalog().create(table_definition("u")).ok());
}

TEST_F(DurableCatalogTest, FailedReadsOfARemovalLeaveTheTable) {
  const TableRef table = create_table("t");
  faults_.fail_read_after = 0;
  EXPECT_FALSE(catalog().remove(*table).ok());
  faults_.fail_read_after = -1;
  EXPECT_TRUE(submit(*store_, table, AttributeValue::string("a"), put(item_of("a", 1))).get().ok());
}

TEST_F(DurableCatalogTest, RemovalUnderWritesLeavesNoRow) {
  TableDefinition definition = table_definition("t");
  definition.stream = StreamSettings{};
  for (int round = 0; round < 10; ++round) {
    const TableRef table = catalog().create(definition).value();
    std::atomic<bool> refused{false};
    std::vector<std::thread> writers;
    for (int thread = 0; thread < 3; ++thread) {
      writers.emplace_back([&, thread] {
        for (int i = 0; !refused; ++i) {
          const std::string pk = std::to_string(thread) + "/" + std::to_string(i % 500);
          const auto result = submit(*store_, table, AttributeValue::string(pk), put(item_of(pk, i))).get();
          if (result.ok()) continue;
          EXPECT_EQ(result.error().message(), "Requested resource not found");
          refused = true;
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ASSERT_TRUE(catalog().remove(*table).ok());
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(row_count(*engine_, *table, engine::KeySpace::kItems), 0U);
    EXPECT_EQ(row_count(*engine_, *table, engine::KeySpace::kLog), 0U);
    std::string tally;
    for (const ShardDefinition& shard : table->definition().shards) {
      const std::string row = tally_row(table->definition().space, engine::ShardId{shard.id});
      EXPECT_FALSE(engine_->get({engine::ShardId{shard.id}, engine::KeySpace::kMeta, row}, {}, tally).value());
    }
  }
}

TEST_F(DurableCatalogTest, LookUpsSeeEveryChangeOfEitherStore) {
  // The per-thread cache must not mix up two catalogs.
  auto other_engine = memory_engine();
  auto other = Store::open(*other_engine, clock_, {.maintenance_interval = std::chrono::seconds{0}}).value();
  for (int i = 0; i < 20; ++i) {
    const std::string name = "t" + std::to_string(i);
    const TableRef here = create_table(name);
    EXPECT_EQ(other->catalog().find("", name), nullptr);
    const TableRef there = other->catalog().create(table_definition(name)).value();
    EXPECT_EQ(catalog().find("", name), here);
    EXPECT_EQ(other->catalog().find("", name), there);
  }
}

TEST_F(DurableCatalogTest, LookUpsRunBesideChanges) {
  const TableRef kept = create_table("kept");
  std::atomic<bool> stop{false};
  std::thread reader([&] {
    while (!stop) ASSERT_EQ(catalog().find("", "kept"), kept);
  });
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(catalog().remove(*create_table("t")).ok());
  stop = true;
  reader.join();
}

}  // namespace
}  // namespace basalt::store
