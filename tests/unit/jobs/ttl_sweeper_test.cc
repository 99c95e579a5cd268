#include "basalt/jobs/ttl_sweeper.h"

#include <thread>

#include "basalt/base/adjustable_clock.h"

#include "unit/store/store_fixture.h"

namespace basalt::jobs {
namespace {

using store::item_of;
using store::put;
using store::read;
using store::TableRef;

class TtlSweeperTest : public store::StoreTest {
 protected:
  void SetUp() override { open_store(); }

  // "n" is the TTL attribute.
  TableRef create_ttl_table(const std::string& name) {
    store::TableDefinition definition = store::table_definition(name);
    definition.time_to_live = store::TimeToLiveSettings{"n", {}, store::TimeToLiveStatus::kEnabled};
    return store_->catalog().create(definition).value();
  }
  void write(const TableRef& table, const std::string& pk, int64_t expires_seconds) {
    ASSERT_TRUE(submit(*store_, table, AttributeValue::string(pk), put(item_of(pk, expires_seconds))).get().ok());
  }
  bool exists(const TableRef& table, const std::string& pk) { return read(*store_, table, pk).has_value(); }
  int64_t now() const { return clock_.wall_seconds(); }
};

TEST_F(TtlSweeperTest, DeletesWhatHasExpiredAndNothingElse) {
  const TableRef table = create_ttl_table("t");
  const auto five_years = static_cast<int64_t>(TtlSweeper::kMaxAgeSeconds);
  write(table, "past", now() - 1);
  write(table, "this very second", now());
  write(table, "future", now() + 1);
  write(table, "almost five years ago", now() - five_years);
  write(table, "more than five years ago", now() - five_years - 1);
  write(table, "negative", -5);
  TtlSweeper sweeper(*store_, clock_, {});
  sweeper.sweep();
  EXPECT_FALSE(exists(table, "past"));
  EXPECT_TRUE(exists(table, "this very second"));
  EXPECT_TRUE(exists(table, "future"));
  EXPECT_FALSE(exists(table, "almost five years ago"));
  EXPECT_TRUE(exists(table, "more than five years ago"));
  EXPECT_TRUE(exists(table, "negative"));
  EXPECT_EQ(sweeper.stats().deleted, 2U);
  clock_.advance(std::chrono::seconds(2));
  sweeper.sweep();
  EXPECT_FALSE(exists(table, "this very second"));
  EXPECT_FALSE(exists(table, "future"));
  EXPECT_EQ(sweeper.stats().deleted, 4U);
  EXPECT_EQ(table->counters().items, 2);
}

TEST_F(TtlSweeperTest, GoesOnUntilAllTablesAreDone) {
  const std::vector<TableRef> tables = {create_ttl_table("a"), create_ttl_table("b")};
  const TableRef without = create_table("without");
  for (int i = 0; i < 700; ++i) write(tables[i % 2], "k" + std::to_string(i), now() - 1 - i);
  write(without, "k", now() - 1);
  TtlSweeper sweeper(*store_, clock_, {.deletes_per_second = 0, .max_outstanding = 16});
  sweeper.sweep();
  EXPECT_EQ(tables[0]->counters().items, 0);
  EXPECT_EQ(tables[1]->counters().items, 0);
  EXPECT_EQ(without->counters().items, 1);
  EXPECT_EQ(sweeper.stats().deleted, 700U);
}

TEST_F(TtlSweeperTest, WhatIsWrittenExpiredIsFoundThoughItsTimeWasSwept) {
  const TableRef table = create_ttl_table("t");
  TtlSweeper sweeper(*store_, clock_, {});
  for (int round = 0; round < 3; ++round) {
    clock_.advance(std::chrono::seconds(10));
    write(table, "just", now() - 1);
    write(table, "long ago", now() - 1'000'000);
    write(table, "future", now() + 1'000'000);
    sweeper.sweep();
    EXPECT_FALSE(exists(table, "just"));
    EXPECT_FALSE(exists(table, "long ago"));
  }
  EXPECT_EQ(sweeper.stats().submitted, 6U);
}

TEST_F(TtlSweeperTest, AClockThatGoesBackIsFollowed) {
  AdjustableClock moved(clock_);
  const TableRef table = create_ttl_table("t");
  TtlSweeper sweeper(*store_, moved, {});
  ASSERT_TRUE(moved.advance(std::chrono::hours(50)));
  sweeper.sweep();
  moved.reset();
  write(table, "k", now() + 3600);
  for (int round = 0; round < 3; ++round) sweeper.sweep();
  EXPECT_TRUE(exists(table, "k"));
  ASSERT_TRUE(moved.advance(std::chrono::hours(2)));
  sweeper.sweep();
  EXPECT_FALSE(exists(table, "k"));
}

// The delete waits in the writer's queue behind a write that renews the item.
TEST_F(TtlSweeperTest, AnItemRenewedMeanwhileStays) {
  store_.reset();
  open_store({.writer_threads = 1});
  const TableRef table = create_ttl_table("t");
  write(table, "renewed", now() - 1);
  write(table, "rewritten", now() - 1);
  write(table, "expired", now() - 1);
  store::Gate gate;
  auto held = submit(*store_, table, AttributeValue::string("gate"), gate.plan());
  gate.wait_until_entered();
  auto renewed = submit(*store_, table, AttributeValue::string("renewed"), put(item_of("renewed", now() + 60)));
  auto rewritten = submit(*store_, table, AttributeValue::string("rewritten"), put(item_of("rewritten", now() - 1)));
  TtlSweeper sweeper(*store_, clock_, {});
  std::thread sweeping([&] { sweeper.sweep(); });
  while (sweeper.stats().submitted < 3) std::this_thread::yield();
  gate.open();
  sweeping.join();
  EXPECT_TRUE(renewed.get().ok() && rewritten.get().ok() && held.get().ok());
  EXPECT_TRUE(exists(table, "renewed"));
  EXPECT_FALSE(exists(table, "rewritten"));
  EXPECT_FALSE(exists(table, "expired"));
  EXPECT_EQ(sweeper.stats().deleted, 2U);
  EXPECT_EQ(sweeper.stats().kept, 1U);
  sweeper.sweep();
  EXPECT_EQ(sweeper.stats().submitted, 3U);
}

TEST_F(TtlSweeperTest, ItsThreadDeletesWithinAnInterval) {
  const TableRef table = create_ttl_table("t");
  write(table, "k", now() - 1);
  TtlSweeper sweeper(*store_, clock_, {.interval = std::chrono::milliseconds(5)});
  sweeper.start();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (exists(table, "k") && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_FALSE(exists(table, "k"));
  sweeper.stop();
}

TEST_F(TtlSweeperTest, KeepsToItsRateAndStopsInBetween) {
  const TableRef table = create_ttl_table("t");
  for (int i = 0; i < 100; ++i) write(table, "k" + std::to_string(i), now() - 1);
  TtlSweeper sweeper(*store_, clock_, {.interval = std::chrono::milliseconds(1), .deletes_per_second = 10});
  const auto begin = std::chrono::steady_clock::now();
  sweeper.start();
  while (sweeper.stats().deleted < 3) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  // Two pauses of a tenth of a second lie between the first and the third.
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(200));
  sweeper.stop();
  EXPECT_LT(sweeper.stats().deleted, 100U);
  EXPECT_GT(table->counters().items, 0);
}

TEST_F(TtlSweeperTest, WhatExpiredWhileTheServerWasDownIsDeletedAfterwards) {
  write(create_ttl_table("t"), "k", now() + 10);
  open_store();
  clock_.advance(std::chrono::seconds(60));
  const TableRef table = store_->catalog().find("", "t");
  ASSERT_TRUE(exists(table, "k"));
  TtlSweeper(*store_, clock_, {}).sweep();
  EXPECT_FALSE(exists(table, "k"));
}

TEST_F(TtlSweeperTest, AFailedRoundIsTriedAgain) {
  const TableRef table = create_ttl_table("t");
  write(table, "k", now() - 1);
  TtlSweeper sweeper(*store_, clock_, {});
  store_->drain();  // refuses what comes
  sweeper.sweep();
  EXPECT_EQ(sweeper.stats().failed, 1U);
  EXPECT_EQ(sweeper.stats().deleted, 0U);
  open_store();
  TtlSweeper(*store_, clock_, {}).sweep();
  EXPECT_FALSE(exists(store_->catalog().find("", "t"), "k"));
}

}  // namespace
}  // namespace basalt::jobs
