#include "basalt/base/clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace basalt {
namespace {

using std::chrono::milliseconds;

TEST(HybridClock, FollowsTheWallClock) {
  ManualClock wall(milliseconds(5));
  HybridClock clock(wall);
  EXPECT_EQ(clock.next(), 5ULL << 16);
  wall.advance(milliseconds(2));
  EXPECT_EQ(clock.next(), 7ULL << 16);
}

TEST(HybridClock, IsStrictlyIncreasingWhileTheWallClockStands) {
  ManualClock wall(milliseconds(5));
  HybridClock clock(wall);
  const uint64_t first = clock.next();
  EXPECT_EQ(clock.next(), first + 1);
}

TEST(HybridClock, AReadingServesManyTimestamps) {
  ManualClock wall(milliseconds(5));
  HybridClock clock(wall);
  const Microseconds reading = wall.wall_now();
  wall.advance(milliseconds(2));
  EXPECT_EQ(clock.next(reading), 5ULL << 16);
  EXPECT_EQ(clock.next(reading), (5ULL << 16) + 1);
  EXPECT_EQ(clock.next(), 7ULL << 16);
  EXPECT_EQ(clock.next(reading), (7ULL << 16) + 1);  // never back
}

TEST(HybridClock, GoesOnAboveWhatItObserved) {
  ManualClock wall(milliseconds(5));
  HybridClock clock(wall);
  clock.observe((9ULL << 16) + 3);
  EXPECT_EQ(clock.next(), (9ULL << 16) + 4);
}

TEST(HybridClock, NeverGivesTheSameTimestampTwiceAcrossThreads) {
  ManualClock wall(milliseconds(1));
  HybridClock clock(wall);
  std::vector<std::vector<uint64_t>> seen(4);
  std::vector<std::thread> threads;
  for (auto& mine : seen) {
    threads.emplace_back([&clock, &mine] {
      for (int i = 0; i < 10000; ++i) mine.push_back(clock.next());
    });
  }
  for (auto& thread : threads) thread.join();
  std::vector<uint64_t> all;
  for (const auto& mine : seen) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(all.end(), mine.begin(), mine.end());
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
}

TEST(SystemClock, MovesForward) {
  SystemClock clock;
  const Microseconds before = clock.monotonic_now();
  std::this_thread::sleep_for(milliseconds(2));
  EXPECT_GT(clock.monotonic_now(), before);
  EXPECT_GT(clock.wall_seconds(), 1'700'000'000);
}

}  // namespace
}  // namespace basalt
