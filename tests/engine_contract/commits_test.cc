#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <thread>

#include "engine_contract/contract_fixture.h"

namespace basalt::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Commits : public EngineContract {
 protected:
  ErrorCode error_of(const Batch& batch) {
    const auto done = engine().commit({&batch, 1});
    EXPECT_FALSE(done.ok());
    return done.ok() ? ErrorCode::kIo : done.error().code;
  }
};
BASALT_EVERY_ENGINE(Commits);

TEST_P(Commits, of_nothing) {
  ASSERT_DONE(engine().commit({}));
  const Batch empty(kShard);
  ASSERT_DONE(engine().commit({&empty, 1}));
}

TEST_P(Commits, apply_their_operations_in_order) {
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "a", "1");
  batch.put(KeySpace::kItems, "a", "2");
  batch.put(KeySpace::kItems, "b", "1");
  batch.erase(KeySpace::kItems, "b");
  batch.erase(KeySpace::kItems, "c");
  batch.put(KeySpace::kItems, "c", "3");
  batch.put(KeySpace::kItems, "r1", "gone");
  batch.erase_range(KeySpace::kItems, "r", "s");
  batch.put(KeySpace::kItems, "r2", "after");
  ASSERT_DONE(engine().commit({&batch, 1}));
  EXPECT_THAT(all_rows(engine(), KeySpace::kItems), ElementsAre(Row("a", "2"), Row("c", "3"), Row("r2", "after")));
}

TEST_P(Commits, erase_range_takes_begin_and_leaves_end) {
  for (const char* key : {"a", "b", "bb", "c", "d"}) {
    put(KeySpace::kItems, key, "v");
    put(KeySpace::kLog, key, "v");
  }
  Batch batch(kShard);
  batch.erase_range(KeySpace::kItems, "b", "c");
  batch.erase_range(KeySpace::kItems, "d", "a");  // inverted: nothing
  batch.erase_range(KeySpace::kItems, "a", "a");  // empty: nothing
  ASSERT_DONE(engine().commit({&batch, 1}));
  EXPECT_THAT(all_rows(engine(), KeySpace::kItems), ElementsAre(Row("a", "v"), Row("c", "v"), Row("d", "v")));
  EXPECT_EQ(all_rows(engine(), KeySpace::kLog).size(), 5U);
  EXPECT_EQ(get(KeySpace::kItems, "bb"), std::nullopt);
}

TEST_P(Commits, a_batch_can_be_cleared_and_used_again) {
  Batch batch(kShard);
  batch.put(KeySpace::kItems, "a", "1");
  batch.check({KeySpace::kItems, "never", "x"});
  batch.clear();
  batch.put(KeySpace::kItems, "b", "2");
  ASSERT_DONE(engine().commit({&batch, 1}));
  EXPECT_THAT(all_rows(engine(), KeySpace::kItems), ElementsAre(Row("b", "2")));
}

TEST_P(Commits, span_batches_shards_and_spaces) {
  std::array<Batch, 2> batches = {Batch(ShardId{1}), Batch(ShardId{2})};
  batches[0].put(KeySpace::kItems, "a", "1");
  batches[0].put(KeySpace::kLog, "l", "a=1");
  batches[1].put(KeySpace::kItems, "b", "2");
  batches[1].put(KeySpace::kMeta, "m", "3");
  ASSERT_DONE(engine().commit(batches));
  EXPECT_EQ(get(KeySpace::kItems, "a"), "1");
  EXPECT_EQ(get(KeySpace::kItems, "b"), "2");
  EXPECT_EQ(get(KeySpace::kLog, "l"), "a=1");
  EXPECT_EQ(get(KeySpace::kMeta, "m"), "3");
}

TEST_P(Commits, checks_that_hold_let_it_through) {
  put(KeySpace::kItems, "a", "1");
  Batch batch(kShard);
  batch.check({KeySpace::kItems, "a", "1"});
  batch.check({KeySpace::kItems, "b", std::nullopt});
  batch.check({KeySpace::kMeta, "a", std::nullopt});
  batch.put(KeySpace::kItems, "a", "2");
  ASSERT_DONE(engine().commit({&batch, 1}));
  EXPECT_EQ(get(KeySpace::kItems, "a"), "2");
}

TEST_P(Commits, a_check_that_fails_applies_nothing_of_any_batch) {
  put(KeySpace::kItems, "a", "1");
  std::array<Batch, 2> batches = {Batch(ShardId{1}), Batch(ShardId{2})};
  batches[0].put(KeySpace::kItems, "x", "1");
  batches[1].put(KeySpace::kItems, "y", "1");
  batches[1].check({KeySpace::kItems, "a", "2"});
  const auto done = engine().commit(batches);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kCheckFailed);
  EXPECT_THAT(all_rows(engine(), KeySpace::kItems), ElementsAre(Row("a", "1")));
}

TEST_P(Commits, checks_tell_absent_from_empty) {
  put(KeySpace::kItems, "empty", "");
  Batch expects_absent(kShard);
  expects_absent.check({KeySpace::kItems, "empty", std::nullopt});
  EXPECT_EQ(error_of(expects_absent), ErrorCode::kCheckFailed);
  Batch expects_row(kShard);
  expects_row.check({KeySpace::kItems, "absent", ""});
  EXPECT_EQ(error_of(expects_row), ErrorCode::kCheckFailed);
}

// The lost-update test: every increment reads, checks what it read and writes. Plain commits run all the while.
TEST_P(Commits, checked_increments_of_many_threads_lose_nothing) {
  constexpr int kThreads = 4;
  constexpr int kIncrements = 50;
  put(KeySpace::kItems, "counter", "0");
  std::atomic<bool> stop{false};
  std::thread plain([&] {
    for (int i = 0; !stop.load(); ++i) put(KeySpace::kItems, "other" + std::to_string(i % 10), "x");
  });
  const auto increment = [&] {
    for (int done = 0; done < kIncrements;) {
      const std::string seen = get(KeySpace::kItems, "counter").value_or("");
      Batch batch(kShard);
      batch.check({KeySpace::kItems, "counter", seen});
      batch.put(KeySpace::kItems, "counter", std::to_string(std::stoi(seen) + 1));
      const auto committed = engine().commit({&batch, 1});
      if (committed.ok()) {
        ++done;
      } else {
        ASSERT_EQ(committed.error().code, ErrorCode::kCheckFailed);
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(increment);
  for (std::thread& thread : threads) thread.join();
  stop = true;
  plain.join();
  EXPECT_EQ(get(KeySpace::kItems, "counter"), std::to_string(kThreads * kIncrements));
}

// Each commit moves the same amount between two rows of two spaces, so that any whole view sums to zero.
TEST_P(Commits, are_seen_whole_or_not_at_all) {
  const auto write = [&](int amount) {
    Batch batch(kShard);
    batch.put(KeySpace::kItems, "a", std::to_string(amount));
    batch.put(KeySpace::kIndexes, "b", std::to_string(-amount));
    ASSERT_DONE(engine().commit({&batch, 1}));
  };
  write(0);
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (int amount = 1; !stop.load(); ++amount) write(amount);
  });
  const std::array<RowRef, 2> rows = {{{kShard, KeySpace::kItems, "a"}, {kShard, KeySpace::kIndexes, "b"}}};
  for (int i = 0; i < 300; ++i) {
    std::vector<std::optional<std::string>> values(2);
    EXPECT_TRUE(engine().multi_get(rows, {}, values).ok());
    EXPECT_EQ(std::stoi(values[0].value_or("1")) + std::stoi(values[1].value_or("1")), 0);
    const auto view = engine().snapshot();
    const int a = std::stoi(get(KeySpace::kItems, "a", view.get()).value_or("1"));
    const int b = std::stoi(get(KeySpace::kIndexes, "b", view.get()).value_or("1"));
    EXPECT_EQ(a + b, 0);
  }
  stop = true;
  writer.join();
}

TEST_P(Commits, of_many_threads_are_all_there) {
  constexpr int kThreads = 8;
  constexpr int kEach = 100;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        const std::string key = std::to_string(thread) + "-" + std::to_string(i);
        put(KeySpace::kItems, key, key);
        EXPECT_EQ(get(KeySpace::kItems, key), key);  // a read after the commit returned sees it
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const Rows rows = all_rows(engine(), KeySpace::kItems);
  EXPECT_EQ(rows.size(), size_t{kThreads * kEach});
  for (const Row& row : rows) EXPECT_EQ(row.first, row.second);
}

}  // namespace
}  // namespace basalt::engine
