#include "store/write_group.h"

#include "basalt/engine/faulty_engine.h"
#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"
#include "unit/store/watched_engine.h"

namespace basalt::store {
namespace {

using testing::ElementsAre;
using Numbers = std::pair<int64_t, int64_t>;

// Runs groups on the test's own thread, so that each holds exactly the writes it is given.
class WriteGroupTest : public testing::Test {
 protected:
  WriteGroupTest() {
    auto watched = std::make_unique<WatchedEngine>(memory_engine());
    watched_ = watched.get();
    engine_ = engine::make_faulty(std::move(watched), faults_);
    make_table({{1, 0}});
  }
  void make_table(std::vector<ShardDefinition> shards, std::optional<StreamViewType> stream = std::nullopt) {
    TableDefinition definition = table_definition("t");
    definition.space = SpaceId{1};
    definition.shards = std::move(shards);
    if (stream.has_value()) definition.stream = StreamSettings{*stream, ""};
    auto table = std::make_shared<const Table>(definition, std::make_shared<TableState>(definition.shards.size()), 1);
    table->state().adopt(table);
    table_ = std::move(table);
  }
  void add(const std::string& pk, std::unique_ptr<WritePlan> plan) {
    const size_t index = answers_.size();
    answers_.emplace_back();
    writes_.push_back({.table = table_,
                       .key = table_->key_of(AttributeValue::string(pk), nullptr),
                       .plan = std::move(plan),
                       .done = [this, index](ApiResult<WriteOutcome> result) {
                         ASSERT_FALSE(answers_[index].has_value()) << "answered twice";
                         answers_[index] = std::move(result);
                       }});
  }
  // Commits what was added, and returns how many groups it took.
  size_t run(const GroupLimits& limits = {}) {
    WriteGroup group(*engine_, hybrid_clock_, limits);
    size_t groups = 0;
    for (std::span<ItemWrite> left(writes_); !left.empty(); ++groups) left = left.subspan(group.run(left));
    writes_.clear();
    return groups;
  }
  const WriteOutcome& outcome(size_t index) { return answers_.at(index).value().value(); }
  const ApiError& error(size_t index) { return answers_.at(index).value().error(); }
  // {old n, new n}; -1 for none.
  Numbers numbers(size_t index) {
    const WriteOutcome& done = outcome(index);
    return {done.old_item ? number_of(ItemView(*done.old_item), "n") : -1,
            done.change.kind == Change::Kind::kPut ? number_of(done.change.item.view(), "n") : -1};
  }
  std::optional<std::string> stored_row(const std::string& pk) {
    std::string value;
    const ItemKey key = table_->key_of(AttributeValue::string(pk), nullptr);
    if (!engine_->get({engine::ShardId{1}, engine::KeySpace::kItems, key.row}, {}, value).value()) return std::nullopt;
    return value;
  }

  engine::FaultPlan faults_;
  WatchedEngine* watched_ = nullptr;
  std::unique_ptr<engine::StorageEngine> engine_;
  ManualClock clock_{std::chrono::seconds{1'700'000'000}};
  HybridClock hybrid_clock_{clock_};
  TableRef table_;
  std::vector<ItemWrite> writes_;
  std::vector<std::optional<ApiResult<WriteOutcome>>> answers_;
};

TEST_F(WriteGroupTest, ManyWritesMakeOneCommit) {
  for (int i = 0; i < 100; ++i) add(std::to_string(i), put(item_of(std::to_string(i), i)));
  EXPECT_EQ(run(), 1U);
  ASSERT_EQ(watched_->commits().size(), 1U);
  EXPECT_EQ(watched_->commits()[0].item_changes, 100U);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(numbers(i), Numbers(-1, i));
}

TEST_F(WriteGroupTest, WritesSeeThoseBeforeThemInTheirGroup) {
  add("a", put(item_of("a", 1)));
  add("a", put_if_absent(item_of("a", 2)));
  add("a", increment("a"));
  add("a", erase());
  add("a", put_if_absent(item_of("a", 5)));
  add("a", change_nothing());
  EXPECT_EQ(run(), 1U);
  EXPECT_EQ(numbers(0), Numbers(-1, 1));
  EXPECT_EQ(error(1).name(), "ConditionalCheckFailedException");
  EXPECT_EQ(numbers(2), Numbers(1, 2));
  EXPECT_EQ(numbers(3), Numbers(2, -1));
  EXPECT_EQ(numbers(4), Numbers(-1, 5));
  EXPECT_EQ(numbers(5), Numbers(5, -1));
  EXPECT_EQ(table_->counters().items, 1);
  EXPECT_EQ(read_stored_item(stored_row("a").value()).item.encoded(), encode_item(item_of("a", 5)));
}

TEST_F(WriteGroupTest, OutcomeHasTheOldItemAndItsSize) {
  add("a", put(item_of("a", 1)));
  run();
  add("a", change_nothing());
  add("a", erase());
  run();
  for (const size_t i : {1, 2}) {
    EXPECT_EQ(outcome(i).old_item, encode_item(item_of("a", 1)));
    EXPECT_EQ(outcome(i).old_size, outcome(0).change.item_size);
  }
  EXPECT_EQ(stored_row("a"), std::nullopt);
}

TEST_F(WriteGroupTest, NothingChangedMeansNoCommit) {
  add("a", erase());
  add("b", change_nothing());
  run();
  EXPECT_TRUE(watched_->commits().empty());
  EXPECT_EQ(outcome(0).change.kind, Change::Kind::kNone);
  EXPECT_EQ(outcome(0).old_item, std::nullopt);
}

TEST_F(WriteGroupTest, CountersFollowTheCommits) {
  add("a", put(item_of("a", 1)));
  add("b", put(item_of("b", 1'000'000'001)));
  run();
  const auto size_a = static_cast<int64_t>(outcome(0).change.item_size);
  const auto size_b = static_cast<int64_t>(outcome(1).change.item_size);
  EXPECT_NE(size_a, size_b);
  EXPECT_EQ(table_->counters().items, 2);
  EXPECT_EQ(table_->counters().bytes, size_a + size_b);
  add("a", put(item_of("a", 1'000'000'001)));
  add("b", erase());
  run();
  EXPECT_EQ(table_->counters().items, 1);
  EXPECT_EQ(table_->counters().bytes, size_b);
}

TEST_F(WriteGroupTest, FailedCommitFailsTheWholeGroupAndChangesNothing) {
  add("a", put(item_of("a", 1)));
  run();
  faults_.fail_commit_after = 0;
  add("a", increment("a"));
  add("b", put(item_of("b", 1)));
  add("a", put_if_absent(item_of("a", 9)));
  run();
  for (const size_t i : {1, 2, 3}) EXPECT_EQ(error(i).name(), "InternalServerError");
  EXPECT_EQ(table_->counters().items, 1);
  faults_.fail_commit_after = -1;
  add("a", increment("a"));
  run();
  EXPECT_EQ(numbers(4), Numbers(1, 2));
  EXPECT_EQ(stored_row("b"), std::nullopt);
  EXPECT_EQ(table_->counters().items, 1);
}

TEST_F(WriteGroupTest, FailedReadFailsThatWriteAlone) {
  faults_.fail_read_after = 0;
  add("a", put(item_of("a", 1)));
  run();
  EXPECT_EQ(error(0).name(), "InternalServerError");
  EXPECT_TRUE(watched_->commits().empty());
}

TEST_F(WriteGroupTest, LimitsCutGroups) {
  for (int i = 0; i < 10; ++i) add(std::to_string(i), put(item_of(std::to_string(i), i)));
  EXPECT_EQ(run({.max_writes = 4}), 3U);
  for (int i = 0; i < 10; ++i) add("hot", increment("hot"));
  EXPECT_EQ(run({.max_bytes = 1}), 10U);
  EXPECT_EQ(numbers(19), Numbers(9, 10));
  const auto commits = watched_->commits();
  ASSERT_EQ(commits.size(), 13U);
  EXPECT_EQ(commits[2].item_changes, 2U);
  EXPECT_EQ(commits[3].item_changes, 1U);
}

TEST_F(WriteGroupTest, RemovedTableIsNotFound) {
  add("a", put(item_of("a", 1)));
  table_->state().close();
  run();
  EXPECT_EQ(error(0).name(), "ResourceNotFoundException");
  EXPECT_EQ(error(0).message(), "Requested resource not found");
  EXPECT_TRUE(watched_->commits().empty());
}

TEST_F(WriteGroupTest, OldRevisionsAreWrittenByTheNewest) {
  TableDefinition definition = table_->definition();
  definition.stream = StreamSettings{};
  const auto newest = std::make_shared<const Table>(definition, table_->shared_state(), 2);
  add("a", put(item_of("a", 1)));
  newest->state().adopt(newest);
  run();
  EXPECT_EQ(watched_->commits().at(0).log_records, 1U);
}

TEST_F(WriteGroupTest, OnlyRealChangesOfAReadTableAreLogged) {
  add("a", put(item_of("a", 1)));
  run();
  EXPECT_EQ(watched_->commits().at(0).log_records, 0U);
  make_table({{1, 0}}, StreamViewType::kKeysOnly);
  add("b", put(item_of("b", 1)));
  add("b", put(item_of("b", 1)));
  add("b", increment("b"));
  add("b", erase());
  add("b", erase());
  run();
  EXPECT_EQ(watched_->commits().at(1).log_records, 3U);
}

TEST_F(WriteGroupTest, OneBatchForEachShard) {
  make_table({{1, 0}, {2, uint64_t{1} << 63}});
  for (int i = 0; i < 50; ++i) add(std::to_string(i), put(item_of(std::to_string(i), i)));
  EXPECT_EQ(run(), 1U);
  auto shards = watched_->commits().at(0).shards;
  std::sort(shards.begin(), shards.end());
  EXPECT_THAT(shards, ElementsAre(1, 2));
}

TEST_F(WriteGroupTest, GroupsKeepToOneShardWhereCommitsDoNotSpan) {
  make_table({{1, 0}, {2, uint64_t{1} << 63}});
  for (int i = 0; i < 50; ++i) add(std::to_string(i), put(item_of(std::to_string(i), i)));
  EXPECT_GT(run({.one_shard = true}), 1U);
  size_t changes = 0;
  for (const auto& commit : watched_->commits()) {
    EXPECT_EQ(commit.shards.size(), 1U);
    changes += commit.item_changes;
  }
  EXPECT_EQ(changes, 50U);
}

TEST_F(WriteGroupTest, TimestampsGrowWithinAShardThoughTheClockStands) {
  add("a", put(item_of("a", 1)));
  add("b", put(item_of("b", 1)));
  run();
  const uint64_t a = read_stored_item(stored_row("a").value()).timestamp;
  EXPECT_EQ(read_stored_item(stored_row("b").value()).timestamp, a + 1);
  EXPECT_EQ(a >> 16, 1'700'000'000'000U);
}

}  // namespace
}  // namespace basalt::store
