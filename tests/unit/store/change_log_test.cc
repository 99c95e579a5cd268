#include "basalt/store/change_log.h"

#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"

namespace basalt::store {
namespace {

class ChangeLogTest : public StoreTest {
 protected:
  ChangeLogTest() {
    open_store({.shards_per_table = 1, .maintenance_interval = std::chrono::seconds{0}});
    TableDefinition definition = table_definition("t");
    definition.stream = StreamSettings{};
    table_ = store_->catalog().create(definition).value();
    shard_ = engine::ShardId{table_->definition().shards.at(0).id};
  }
  void write(const std::string& pk, std::unique_ptr<WritePlan> plan) {
    ASSERT_TRUE(submit(*store_, table_, AttributeValue::string(pk), std::move(plan)).get().ok());
  }
  // Kinds and keys, as "1a 2a 3a".
  std::string records(uint64_t from, const ChangeLimits& limits = {}) {
    EXPECT_TRUE(store_->change_log().read(*table_, shard_, {from}, limits, page_).ok());
    std::string text;
    for (size_t i = 0; i < page_.size(); ++i) {
      const ChangeRecord record = page_.record(i);
      if (i > 0) text += ' ';
      text += std::to_string(static_cast<int>(record.kind)) + std::string(record.keys.find("pk")->bytes());
    }
    return text;
  }

  TableRef table_;
  engine::ShardId shard_;
  ChangePage page_;
};

TEST_F(ChangeLogTest, RecordsAreInCommitOrderAndExact) {
  write("a", put(item_of("a", 1)));
  write("b", put(item_of("b", 1)));
  write("a", increment("a"));
  write("a", put(item_of("a", 2)));  // as it was: no record
  write("a", erase());
  write("a", erase());  // nothing there: no record
  EXPECT_EQ(records(0), "1a 1b 2a 3a");
  EXPECT_FALSE(page_.more());
  const ChangeRecord modified = page_.record(2);
  EXPECT_EQ(modified.old_image.value().encoded(), encode_item(item_of("a", 1)));
  EXPECT_EQ(modified.new_image.value().encoded(), encode_item(item_of("a", 2)));
  EXPECT_FALSE(page_.record(3).new_image.has_value());
  EXPECT_EQ(modified.written(), std::chrono::milliseconds(1'700'000'000'000));
  for (size_t i = 1; i < page_.size(); ++i) EXPECT_GT(page_.record(i).sequence, page_.record(i - 1).sequence);
}

TEST_F(ChangeLogTest, FailedConditionLeavesNoRecord) {
  write("a", put(item_of("a", 1)));
  EXPECT_FALSE(submit(*store_, table_, AttributeValue::string("a"), put_if_absent(item_of("a", 2))).get().ok());
  EXPECT_EQ(records(0), "1a");
}

TEST_F(ChangeLogTest, SequenceIsTheItemsTimestamp) {
  write("a", put(item_of("a", 1)));
  std::string row;
  const ItemKey key = table_->key_of(AttributeValue::string("a"), nullptr);
  ASSERT_EQ(store_->items().get(*table_, key, {}, row).value(), ReadOutcome::kFound);
  records(0);
  EXPECT_EQ(page_.record(0).sequence, read_stored_item(row).timestamp);
}

TEST_F(ChangeLogTest, PagesGoOnAfterTheLastSequence) {
  for (const char* pk : {"a", "b", "c", "d", "e"}) write(pk, put(item_of(pk, 1)));
  EXPECT_EQ(records(0, {.max_records = 2}), "1a 1b");
  EXPECT_TRUE(page_.more());
  EXPECT_EQ(records(page_.record(1).sequence + 1, {.max_records = 3}), "1c 1d 1e");
  EXPECT_EQ(records(page_.record(2).sequence + 1), "");
}

TEST_F(ChangeLogTest, ARangeEndsBeforeItsEnd) {
  for (const char* pk : {"a", "b", "c"}) write(pk, put(item_of(pk, 1)));
  records(0);
  const uint64_t last = page_.record(2).sequence;
  ASSERT_TRUE(store_->change_log().read(*table_, shard_, {0, last}, {}, page_).ok());
  EXPECT_EQ(page_.size(), 2U);
  EXPECT_FALSE(page_.more());
  EXPECT_EQ(store_->change_log().newest(*table_, shard_).value(), last);
}

TEST_F(ChangeLogTest, StreamsOfATableFollowOneAnotherInItsLog) {
  const uint64_t start = table_->definition().stream->start;
  write("a", put(item_of("a", 1)));
  TableDefinition definition = table_->definition();
  definition.closed_streams.push_back({*definition.stream, 0});
  definition.stream.reset();
  table_ = store_->catalog().update(definition).value();
  const uint64_t end = table_->definition().closed_streams.at(0).end;
  definition = table_->definition();
  definition.stream = StreamSettings{};
  table_ = store_->catalog().update(definition).value();
  write("b", put(item_of("b", 1)));
  EXPECT_EQ(records(0), "1a 1b");
  EXPECT_LT(start, page_.record(0).sequence);
  EXPECT_LT(page_.record(0).sequence, end);
  EXPECT_LT(end, table_->definition().stream->start);
  EXPECT_LT(table_->definition().stream->start, page_.record(1).sequence);
}

TEST_F(ChangeLogTest, TheClockContinuesAboveWhatWasSealedEvenWhenItStepsBack) {
  const uint64_t sealed = store_->hybrid_now() + (uint64_t{3600'000} << 16);
  clock_.advance(std::chrono::hours(1) + std::chrono::seconds(1));
  ASSERT_LT(sealed, store_->hybrid_now());
  ASSERT_TRUE(store_->seal_change_log(sealed).ok());
  clock_.advance(-std::chrono::hours(2));
  open_store({.shards_per_table = 1, .maintenance_interval = std::chrono::seconds{0}});
  table_ = store_->catalog().find("", "t");
  write("a", put(item_of("a", 1)));
  records(0);
  EXPECT_GT(page_.record(0).sequence, sealed);
}

TEST_F(ChangeLogTest, TrimForgetsOlderRecordsOnly) {
  EXPECT_EQ(store_->change_log().oldest(*table_, shard_).value(), std::nullopt);
  for (const char* pk : {"a", "b", "c"}) write(pk, put(item_of(pk, 1)));
  records(0);
  const uint64_t second = page_.record(1).sequence;
  ASSERT_TRUE(store_->change_log().trim(*table_, shard_, second).ok());
  EXPECT_EQ(records(0), "1b 1c");
  EXPECT_EQ(store_->change_log().oldest(*table_, shard_).value(), second);
}

TEST_F(ChangeLogTest, MaintenanceKeepsTheRetention) {
  write("a", put(item_of("a", 1)));
  clock_.advance(std::chrono::hours(20));
  write("b", put(item_of("b", 1)));
  ASSERT_TRUE(store_->maintain().ok());
  EXPECT_EQ(records(0), "1a 1b");
  clock_.advance(std::chrono::hours(5));
  ASSERT_TRUE(store_->maintain().ok());
  EXPECT_EQ(records(0), "1b");
  clock_.advance(std::chrono::hours(20));
  ASSERT_TRUE(store_->maintain().ok());
  EXPECT_EQ(records(0), "");
}

TEST_F(ChangeLogTest, RecordsOfAStreamTurnedOffStayForTheirTime) {
  write("a", put(item_of("a", 1)));
  TableDefinition definition = table_->definition();
  definition.stream.reset();
  table_ = store_->catalog().update(definition).value();
  write("b", put(item_of("b", 1)));
  EXPECT_EQ(records(0), "1a");
  clock_.advance(std::chrono::hours(25));
  ASSERT_TRUE(store_->maintain().ok());
  EXPECT_EQ(records(0), "");
}

TEST_F(ChangeLogTest, MaintenanceRunsByItself) {
  open_store({.change_log_retention = std::chrono::seconds{1}, .maintenance_interval = std::chrono::seconds{1}});
  table_ = store_->catalog().find("", "t");
  write("a", put(item_of("a", 1)));
  clock_.advance(std::chrono::seconds(5));
  for (int waited = 0; waited < 100 && records(0) != ""; ++waited) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(records(0), "");
}

}  // namespace
}  // namespace basalt::store
