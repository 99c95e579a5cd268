#include "store/write_queue.h"

#include <atomic>
#include <thread>

#include "gmock/gmock.h"

namespace basalt::store {
namespace {

using std::chrono::milliseconds;

struct ClockHolder {
  ManualClock clock{Microseconds{0}};
};

struct TestQueue : ClockHolder, WriteQueue {
  explicit TestQueue(size_t capacity) : WriteQueue(capacity, clock, QueueWaits::of(milliseconds(500))) {}
};

ItemWrite write_with_hash(uint64_t hash) {
  ItemWrite write;
  write.key.hash = hash;
  return write;
}

WriteQueue::Pushed push(WriteQueue& queue, uint64_t hash) {
  ItemWrite write = write_with_hash(hash);
  return queue.push(write);
}

TEST(WriteQueue, TakesEverythingInOrder) {
  TestQueue queue(10);
  for (uint64_t i = 0; i < 3; ++i) EXPECT_EQ(push(queue, i), WriteQueue::Pushed::kQueued);
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  ASSERT_TRUE(queue.take(taken, errands));
  ASSERT_EQ(taken.size(), 3U);
  for (uint64_t i = 0; i < 3; ++i) EXPECT_EQ(taken[i].key.hash, i);
}

TEST(WriteQueue, TakenWritesCountUntilAnswered) {
  TestQueue queue(2);
  push(queue, 1);
  push(queue, 2);
  EXPECT_EQ(push(queue, 3), WriteQueue::Pushed::kFull);
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  ASSERT_TRUE(queue.take(taken, errands));
  EXPECT_EQ(push(queue, 3), WriteQueue::Pushed::kFull);
  queue.close();
  EXPECT_FALSE(queue.take(taken, errands));
}

TEST(WriteQueue, RefusedWriteKeepsItsContent) {
  TestQueue queue(1);
  push(queue, 1);
  bool called = false;
  ItemWrite write = write_with_hash(2);
  write.done = [&](ApiResult<WriteOutcome>) { called = true; };
  ASSERT_EQ(queue.push(write), WriteQueue::Pushed::kFull);
  write.done(Failure{ApiError::internal_server_error()});
  EXPECT_TRUE(called);
}

TEST(WriteQueue, HandsOutTheRestAfterClose) {
  TestQueue queue(10);
  push(queue, 1);
  queue.close();
  EXPECT_EQ(push(queue, 2), WriteQueue::Pushed::kClosed);
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  EXPECT_TRUE(queue.take(taken, errands));
  EXPECT_EQ(taken.size(), 1U);
  EXPECT_FALSE(queue.take(taken, errands));
  EXPECT_TRUE(taken.empty());
}

TEST(WriteQueue, EveryPushFromManyThreadsIsTakenOnce) {
  constexpr uint64_t kThreads = 4;
  constexpr uint64_t kEach = 20'000;
  TestQueue queue(kThreads * kEach);
  std::vector<uint64_t> newest(kThreads, 0);
  uint64_t count = 0;
  bool in_order = true;
  std::thread taker([&] {
    std::vector<ItemWrite> taken;
    WriteQueue::Errands errands;
    while (queue.take(taken, errands)) {
      for (const ItemWrite& write : taken) {
        uint64_t& last = newest[write.key.hash % kThreads];
        in_order = in_order && write.key.hash / kThreads == last + 1;
        last = write.key.hash / kThreads;
        ++count;
      }
    }
  });
  std::vector<std::thread> pushers;
  for (uint64_t thread = 0; thread < kThreads; ++thread) {
    pushers.emplace_back([&queue, thread] {
      for (uint64_t i = 1; i <= kEach; ++i) push(queue, i * kThreads + thread);
    });
  }
  for (std::thread& pusher : pushers) pusher.join();
  queue.close();
  taker.join();
  EXPECT_EQ(count, kThreads * kEach);
  EXPECT_TRUE(in_order);
}

TEST(WriteQueue, WaitForTakenReturnsAtOnceWhenNothingIsTaken) {
  TestQueue queue(10);
  push(queue, 1);
  queue.wait_for_taken();
}

TEST(WriteQueue, WaitForTakenWaitsForTheAnswers) {
  TestQueue queue(10);
  push(queue, 1);
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  ASSERT_TRUE(queue.take(taken, errands));
  std::atomic<bool> answered{false};
  std::atomic<bool> seen_answered{false};
  std::thread watcher([&] {
    queue.wait_for_taken();
    seen_answered = answered.load();
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  answered = true;
  push(queue, 2);
  ASSERT_TRUE(queue.take(taken, errands));
  watcher.join();
  EXPECT_TRUE(seen_answered);
}

void push_many(WriteQueue& queue, size_t count) {
  for (size_t i = 0; i < count; ++i) ASSERT_EQ(push(queue, i), WriteQueue::Pushed::kQueued);
}

// Takes what waits and says that it took this long: one more take tells the queue.
void write_all(TestQueue& queue, milliseconds took) {
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  ASSERT_TRUE(queue.take(taken, errands));
  queue.clock.advance(took);
}

TEST(WriteQueueTime, AWriterThatStallsIsGivenNoMoreThanAFewWrites) {
  TestQueue queue(10'000);
  push_many(queue, 63);
  write_all(queue, milliseconds(0));
  queue.clock.advance(milliseconds(501));
  EXPECT_EQ(push(queue, 0), WriteQueue::Pushed::kQueued);
  EXPECT_EQ(push(queue, 0), WriteQueue::Pushed::kFull) << "64 wait for a group that takes longer than half a second";
  EXPECT_TRUE(queue.is_overdue());
  write_all(queue, milliseconds(0));
  EXPECT_EQ(push(queue, 0), WriteQueue::Pushed::kQueued) << "it is over at once";
  EXPECT_FALSE(queue.is_overdue());
}

TEST(WriteQueueTime, SlowSyncsAreNoOverloadWhileOneGroupTakesAll) {
  TestQueue queue(10'000);
  for (int round = 0; round < 20; ++round) {
    push_many(queue, 900);
    write_all(queue, milliseconds(100));
  }
}

TEST(WriteQueueTime, AQueueThatStandsIsCutShort) {
  TestQueue queue(100'000);
  // 10,000 writes in 100 ms, again and again, and as many come meanwhile: each waits 100 ms.
  size_t refused = 0;
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  push_many(queue, 10'000);
  for (int round = 0; round < 10; ++round) {
    ASSERT_TRUE(queue.take(taken, errands));
    refused = 0;
    for (int ms = 0; ms < 100; ++ms) {
      queue.clock.advance(milliseconds(1));
      for (int i = 0; i < 100; ++i) refused += static_cast<size_t>(push(queue, 1) == WriteQueue::Pushed::kFull);
    }
  }
  EXPECT_GT(refused, 2'000U) << "of 10,000 in the last round";
  EXPECT_LT(refused, 9'000U) << "what can be done is still taken";
}

class CountedErrand final : public WriterErrand {
 public:
  explicit CountedErrand(int& runs) : runs_(runs) {}
  void run() override { ++runs_; }
  void refuse() override {}

 private:
  int& runs_;
};

TEST(WriteQueueErrands, ComeWithTheNextTakeUntilTheQueueIsClosed) {
  TestQueue queue(1);
  int runs = 0;
  std::unique_ptr<WriterErrand> errand = std::make_unique<CountedErrand>(runs);
  EXPECT_TRUE(queue.push(errand));
  EXPECT_EQ(errand, nullptr);
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  ASSERT_TRUE(queue.take(taken, errands));
  EXPECT_TRUE(taken.empty());
  ASSERT_EQ(errands.size(), 1U);
  errands.front()->run();
  EXPECT_EQ(runs, 1);

  errand = std::make_unique<CountedErrand>(runs);
  ASSERT_TRUE(queue.push(errand));
  queue.close();
  errand = std::make_unique<CountedErrand>(runs);
  EXPECT_FALSE(queue.push(errand));
  EXPECT_NE(errand, nullptr);
  EXPECT_TRUE(queue.take(taken, errands)) << "what was pushed before is handed out";
  EXPECT_FALSE(queue.take(taken, errands));
}

}  // namespace
}  // namespace basalt::store
