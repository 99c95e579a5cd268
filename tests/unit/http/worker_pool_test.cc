#include "basalt/http/worker_pool.h"

#include <atomic>
#include <future>
#include <thread>

namespace basalt::http {
namespace {

TEST(WorkerPool, RunsEverythingBeforeItStops) {
  std::atomic<int> ran{0};
  WorkerPool pool(3, 1000);
  for (int i = 0; i < 500; ++i) EXPECT_TRUE(pool.to_pool([&ran](wire::Turn) { ++ran; }));
  pool.stop();
  EXPECT_EQ(ran, 500);
  EXPECT_FALSE(pool.to_pool([](wire::Turn) {}));
}

TEST(WorkerPool, RefusesWhenFull) {
  std::promise<void> go;
  std::promise<void> busy;
  WorkerPool pool(1, 2);
  EXPECT_TRUE(pool.to_pool([&](wire::Turn) {
    busy.set_value();
    go.get_future().wait();
  }));
  busy.get_future().wait();
  EXPECT_TRUE(pool.to_pool([](wire::Turn) {}));
  EXPECT_TRUE(pool.to_pool([](wire::Turn) {}));
  EXPECT_FALSE(pool.to_pool([](wire::Turn) {}));
  go.set_value();
}

// One thread that is held until told otherwise, and a clock that is moved by hand.
struct HeldPool {
  explicit HeldPool(size_t max_queued = 10'000)
      : pool(1, max_queued,
             {.clock = &clock,
              .memory = &memory,
              .refusals = &refusals,
              .waits = QueueWaits::of(std::chrono::milliseconds(500))}) {
    EXPECT_TRUE(pool.to_pool([this](wire::Turn) {
      busy.set_value();
      go.get_future().wait();
    }));
    busy.get_future().wait();
  }
  std::promise<void> go;
  std::promise<void> busy;
  ManualClock clock{Microseconds{0}};
  MemoryBudget memory{100};
  Refusals refusals;
  std::atomic<int> ran{0};
  std::atomic<int> refused{0};
  WorkerPool pool;

  bool add() {
    return pool.to_pool([this](wire::Turn turn) { ++(turn == wire::Turn::kRun ? ran : refused); });
  }
};

TEST(WorkerPool, WorkThatHasWaitedTooLongIsRefusedInItsTurn) {
  HeldPool held;
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(held.add());
  held.clock.advance(std::chrono::milliseconds(501));
  held.go.set_value();
  held.pool.stop();
  EXPECT_EQ(held.refused, 92);
  EXPECT_EQ(held.ran, 8) << "the last few are done: nobody waits behind them";
  EXPECT_EQ(held.refusals.counted(RefusalReason::kWorkers), 92U);
}

TEST(WorkerPool, WorkIsRefusedWhileThereIsNoMemoryForItsAnswer) {
  HeldPool held;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(held.add());
  held.memory.hold(100);
  held.go.set_value();
  held.pool.stop();
  EXPECT_EQ(held.refused, 3);
  EXPECT_EQ(held.refusals.counted(RefusalReason::kMemory), 3U);
}

TEST(WorkerPool, AQueueThatHasStoodTakesLittleMore) {
  HeldPool held;
  std::promise<void> one_more;
  // Each piece takes 10 ms: all of them waited longer than 50 ms, and for longer than 100 ms.
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(held.pool.to_pool([&](wire::Turn) { held.clock.advance(std::chrono::milliseconds(10)); }));
  }
  ASSERT_TRUE(held.pool.to_pool([&](wire::Turn) {
    one_more.set_value();
    while (held.ran == 0) std::this_thread::yield();
  }));
  held.go.set_value();
  one_more.get_future().wait();
  int queued = 0;
  while (queued < 1000 && held.add()) ++queued;
  EXPECT_EQ(queued, 8) << "so few are always taken";
  EXPECT_TRUE(held.pool.is_overdue());
  ++held.ran;
  held.pool.stop();
  EXPECT_FALSE(held.pool.is_overdue());
}

}  // namespace
}  // namespace basalt::http
