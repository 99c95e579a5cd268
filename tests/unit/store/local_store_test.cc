#include "store/local_store.h"

#include <atomic>
#include <thread>

#include "basalt/engine/faulty_engine.h"
#include "basalt/engine/rocksdb_engine.h"
#include "gmock/gmock.h"
#include "unit/store/store_fixture.h"
#include "unit/store/watched_engine.h"

namespace basalt::store {
namespace {

StoreOptions options_with(StoreOptions options) {
  options.maintenance_interval = std::chrono::seconds{0};
  return options;
}

class LocalStoreTest : public StoreTest {
 protected:
  LocalStoreTest() {
    auto watched = std::make_unique<WatchedEngine>(std::move(engine_));
    watched_ = watched.get();
    engine_ = engine::make_faulty(std::move(watched), faults_);
  }
  FutureOutcome write(const TableRef& table, const std::string& pk, std::unique_ptr<WritePlan> plan) {
    return submit(*store_, table, AttributeValue::string(pk), std::move(plan));
  }

  engine::FaultPlan faults_;
  WatchedEngine* watched_ = nullptr;
};

TEST_F(LocalStoreTest, HotKeyCountsEveryIncrement) {
  open_store(options_with({.writer_threads = 2}));
  const TableRef table = create_table("t");
  std::atomic<int> acknowledged{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < 10; ++client) {
    clients.emplace_back([&] {
      for (int i = 0; i < 100; ++i) acknowledged += write(table, "hot", increment("hot")).get().ok();
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(acknowledged, 1000);
  EXPECT_EQ(read(*store_, table, "hot"), item_of("hot", 1000));
  EXPECT_EQ(table->counters().items, 1);
}

TEST_F(LocalStoreTest, WaitingWritesShareACommit) {
  open_store(options_with({.writer_threads = 1}));
  const TableRef table = create_table("t");
  watched_->forget_commits();
  Gate gate;
  auto gated = write(table, "gate", gate.plan());
  gate.wait_until_entered();
  std::vector<FutureOutcome> outcomes;
  for (int i = 0; i < 50; ++i) outcomes.push_back(write(table, std::to_string(i), put(item_of(std::to_string(i), i))));
  gate.open();
  for (FutureOutcome& outcome : outcomes) EXPECT_TRUE(outcome.get().ok());
  EXPECT_EQ(watched_->commits().size(), 1U);
}

TEST_F(LocalStoreTest, ShardsCommitApartWhereCommitsDoNotSpan) {
  watched_->claimed.commits_span_shards = false;
  open_store(options_with({.writer_threads = 1}));
  const TableRef table = create_table("t");
  watched_->forget_commits();
  Gate gate;
  auto gated = write(table, "gate", gate.plan());
  gate.wait_until_entered();
  std::vector<FutureOutcome> outcomes;
  for (int i = 0; i < 50; ++i)
    outcomes.push_back(write(table, std::to_string(i % 20), increment(std::to_string(i % 20))));
  gate.open();
  for (FutureOutcome& outcome : outcomes) EXPECT_TRUE(outcome.get().ok());
  EXPECT_EQ(watched_->commits().size(), 4U);  // one for each shard
  for (const auto& commit : watched_->commits()) EXPECT_EQ(commit.shards.size(), 1U);
  EXPECT_EQ(read(*store_, table, "3"), item_of("3", 3));
  EXPECT_EQ(read(*store_, table, "13"), item_of("13", 2));
}

TEST_F(LocalStoreTest, FullQueueThrottlesAtOnce) {
  open_store(options_with({.writer_threads = 1, .max_queued_writes = 5}));
  const TableRef table = create_table("t");
  Gate gate;
  auto gated = write(table, "gate", gate.plan());
  gate.wait_until_entered();
  std::vector<FutureOutcome> queued;
  for (int i = 0; i < 4; ++i) queued.push_back(write(table, "a", increment("a")));
  const auto refused = write(table, "a", increment("a")).get();
  EXPECT_EQ(refused.error().name(), "ThrottlingException");
  EXPECT_THAT(refused.error().message(), testing::StartsWith("Throughput exceeds the current capacity of your table"));
  gate.open();
  for (FutureOutcome& outcome : queued) EXPECT_TRUE(outcome.get().ok());
  EXPECT_TRUE(write(table, "a", increment("a")).get().ok());
  EXPECT_EQ(read(*store_, table, "a"), item_of("a", 5));
}

TEST_F(LocalStoreTest, DrainAnswersEverything) {
  open_store(options_with({.writer_threads = 2}));
  const TableRef table = create_table("t");
  faults_.commit_delay_us = 2000;
  std::vector<FutureOutcome> outcomes;
  for (int i = 0; i < 500; ++i) outcomes.push_back(write(table, std::to_string(i), put(item_of(std::to_string(i), i))));
  store_->drain();
  for (FutureOutcome& outcome : outcomes) {
    ASSERT_EQ(outcome.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    EXPECT_TRUE(outcome.get().ok());
  }
  EXPECT_EQ(write(table, "late", change_nothing()).get().error().name(), "ServiceUnavailableException");
  store_->drain();
}

TEST_F(LocalStoreTest, CommitFailuresLoseNothingThatWasAcknowledged) {
  open_store(options_with({.writer_threads = 2}));
  const TableRef table = create_table("t");
  constexpr int kClients = 8;
  constexpr int kEach = 200;
  std::atomic<int> answers{0};
  std::vector<int> acknowledged(kClients, 0);
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      const std::string pk = std::to_string(client);
      for (int i = 0; i < kEach; ++i) {
        acknowledged[client] += write(table, pk, increment(pk)).get().ok();
        ++answers;
        if (client == 0 && i % 10 == 0) faults_.fail_commit_after = 3;  // then fail until told otherwise
        if (client == 0 && i % 10 == 5) faults_.fail_commit_after = -1;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  faults_.fail_commit_after = -1;
  EXPECT_EQ(answers, kClients * kEach);
  int lost = 0;
  for (int client = 0; client < kClients; ++client) {
    const std::string pk = std::to_string(client);
    lost += kEach - acknowledged[client];
    if (acknowledged[client] > 0) {
      EXPECT_EQ(read(*store_, table, pk), item_of(pk, acknowledged[client]));
    }
  }
  EXPECT_GT(lost, 0) << "no commit failed: the test shows nothing";
  open_store(options_with({}));
  int64_t items = 0;
  for (int client = 0; client < kClients; ++client) items += acknowledged[client] > 0;
  EXPECT_EQ(store_->catalog().find("", "t")->counters().items, items);
}

TEST_F(LocalStoreTest, CountersSurviveAReopen) {
  open_store();
  TableRef table = create_table("t");
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(write(table, std::to_string(i), put(item_of("x", i))).get().ok());
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(write(table, std::to_string(i), erase()).get().ok());
  const int64_t bytes = table->counters().bytes;
  EXPECT_GT(bytes, 0);
  open_store();
  table = store_->catalog().find("", "t");
  EXPECT_EQ(table->counters().items, 15);
  EXPECT_EQ(table->counters().bytes, bytes);
  ASSERT_TRUE(write(table, "5", erase()).get().ok());
  EXPECT_EQ(table->counters().items, 14);
}

TEST_F(LocalStoreTest, TimestampsGrowOverARestartThoughTheClockStepsBack) {
  open_store();
  TableRef table = create_table("t");
  const auto timestamp = [&] {
    std::string row;
    const ItemKey key = table->key_of(AttributeValue::string("a"), nullptr);
    CHECK(store_->items().get(*table, key, {}, row).value() == ReadOutcome::kFound);
    return read_stored_item(row).timestamp;
  };
  ASSERT_TRUE(write(table, "a", put(item_of("a", 1))).get().ok());
  const uint64_t before = timestamp();
  clock_.advance(-std::chrono::hours(1));
  open_store();
  table = store_->catalog().find("", "t");
  ASSERT_TRUE(write(table, "a", put(item_of("a", 2))).get().ok());
  EXPECT_GT(timestamp(), before);
}

TEST_F(LocalStoreTest, StreamTurnedOnRecordsEveryLaterWrite) {
  open_store(options_with({.writer_threads = 2, .shards_per_table = 1}));
  const TableRef before = create_table("t");
  std::atomic<bool> stop{false};
  std::atomic<bool> enabled{false};
  int expected = 0;
  std::thread client([&] {
    for (int i = 0; !stop; ++i) {
      const bool counts = enabled;
      const std::string pk = std::to_string(i);
      ASSERT_TRUE(write(before, pk, put(item_of(pk, i))).get().ok());  // holds on to the old definition
      expected += counts;
    }
  });
  TableDefinition definition = before->definition();
  definition.stream = StreamSettings{};
  const TableRef after = store_->catalog().update(definition).value();
  enabled = true;
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  stop = true;
  client.join();
  ChangePage page;
  const engine::ShardId shard{after->definition().shards[0].id};
  ASSERT_TRUE(
      store_->change_log().read(*after, shard, {}, {.max_records = 1'000'000, .max_bytes = 1 << 30}, page).ok());
  EXPECT_GT(expected, 0);
  EXPECT_GE(page.size(), static_cast<size_t>(expected));
}

TEST_F(LocalStoreTest, WritesSurviveAReopenOnDisk) {
  const TemporaryDirectory directory;
  const auto open_disk = [&] {
    store_.reset();
    engine_.reset();
    engine_ = engine::open_rocksdb({.directory = directory.path() + "/data"}).value();
    open_store();
    return store_->catalog().find("", "t");
  };
  open_disk();
  TableRef table = create_table("t");
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(write(table, std::to_string(i), put(item_of("x", i))).get().ok());
  table = open_disk();
  EXPECT_EQ(table->counters().items, 50);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(read(*store_, table, std::to_string(i)), item_of("x", i));
}

TEST_F(LocalStoreTest, ManyWritesAtOnceAreEachAnsweredInTheOrderOfTheirShard) {
  open_store(options_with({.writer_threads = 3, .shards_per_table = 8}));
  const TableRef table = create_table("t");
  std::vector<ItemWrite> writes;
  std::vector<std::promise<ApiResult<WriteOutcome>>> answers(200);
  for (size_t i = 0; i < answers.size(); ++i) {
    const std::string pk = std::to_string(i % 50);
    ItemWrite& one = writes.emplace_back();
    one.table = table;
    one.key = table->key_of(AttributeValue::string(pk), nullptr);
    one.plan = increment(pk);
    one.done = [&answer = answers[i]](ApiResult<WriteOutcome> result) { answer.set_value(std::move(result)); };
  }
  store_->submit(std::move(writes));
  for (size_t i = 0; i < answers.size(); ++i) {
    const auto outcome = answers[i].get_future().get();
    EXPECT_EQ(number_of(outcome->change.item.view(), "n"), static_cast<int64_t>(i / 50) + 1);
  }
  store_->drain();
  std::vector<ItemWrite> late(1);
  std::promise<std::string> error;
  late[0].table = table;
  late[0].key = table->key_of(AttributeValue::string("x"), nullptr);
  late[0].plan = increment("x");
  late[0].done = [&](ApiResult<WriteOutcome> result) { error.set_value(std::string(result.error().name())); };
  store_->submit(std::move(late));
  EXPECT_EQ(error.get_future().get(), "ServiceUnavailableException");
}

}  // namespace
}  // namespace basalt::store
