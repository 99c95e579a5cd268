#include "store/key_counts.h"

#include <atomic>
#include <thread>

#include "gmock/gmock.h"

namespace basalt::store {
namespace {

TEST(KeyCountsTest, MinutesStandApartNewestFirst) {
  KeyCounts counts;
  counts.add("a", 2, 10);
  counts.add("b", 3, 10);
  counts.add("a", 1, 11);
  const auto minutes = counts.minutes(12);
  ASSERT_EQ(minutes.size(), 2u);
  EXPECT_EQ(minutes[0].minute, 11);
  EXPECT_EQ(minutes[0].total, 1);
  EXPECT_EQ(minutes[1].minute, 10);
  EXPECT_EQ(minutes[1].total, 5);
  ASSERT_EQ(minutes[1].heaviest.size(), 2u);
  EXPECT_EQ(minutes[1].heaviest[0].key, "b");
  EXPECT_EQ(minutes[1].heaviest[0].weight, 3);
  EXPECT_EQ(minutes[1].heaviest[1].key, "a");
  EXPECT_EQ(minutes[1].heaviest[1].weight, 2);
}

TEST(KeyCountsTest, TheMinuteUnderWayIsShownAndGoesOn) {
  KeyCounts counts;
  counts.add("a", 1, 10);
  EXPECT_EQ(counts.minutes(10)[0].total, 1);
  counts.add("a", 1, 10);
  ASSERT_EQ(counts.minutes(10).size(), 1u);
  EXPECT_EQ(counts.minutes(10)[0].heaviest[0].weight, 2);
}

TEST(KeyCountsTest, KeepsAnHourAndTwentyFiveKeysOfEachMinute) {
  KeyCounts counts;
  for (int64_t minute = 0; minute < 100; ++minute) {
    for (int key = 0; key < 200; ++key) counts.add("key" + std::to_string(key), 1 + key, minute);
  }
  const auto minutes = counts.minutes(100);
  ASSERT_EQ(minutes.size(), KeyCounts::kMinutes);
  EXPECT_EQ(minutes.front().minute, 99);
  EXPECT_EQ(minutes.back().minute, 40);
  ASSERT_EQ(minutes.front().heaviest.size(), KeyCounts::kKeysPerMinute);
  EXPECT_EQ(minutes.front().heaviest.front().key, "key199");
  EXPECT_EQ(minutes.front().heaviest.back().key, "key175");
}

// A clock that is set back does not stop the counting.
TEST(KeyCountsTest, TimeMayGoBack) {
  KeyCounts counts;
  counts.add("a", 1, 1000);
  counts.add("a", 1, 10);
  counts.add("a", 1, 1000);
  const auto minutes = counts.minutes(10);
  ASSERT_EQ(minutes.size(), 2u);
  EXPECT_EQ(minutes[0].minute, 1000);
  EXPECT_EQ(minutes[0].total, 2);
  EXPECT_EQ(minutes[1].minute, 10);
  EXPECT_EQ(minutes[1].total, 1);
}

TEST(KeyCountsTest, NothingIsLostAmongThreads) {
  KeyCounts counts;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5000; ++i) counts.add("key" + std::to_string(i % 10), 1, i / 2500);
    });
  }
  for (std::thread& thread : threads) thread.join();
  double total = 0;
  for (const MinuteOfKeys& minute : counts.minutes(1)) total += minute.total;
  EXPECT_EQ(total, 20'000);
}

}  // namespace
}  // namespace basalt::store
