#include "basalt/base/queue_delay.h"

#include "basalt/base/refusals.h"

namespace basalt {
namespace {

using std::chrono::milliseconds;

constexpr QueueWaits kWaits{.burst = milliseconds(500),
                            .standing = milliseconds(50),
                            .patience = milliseconds(100),
                            .memory = milliseconds(1000)};

TEST(QueueDelay, ShortWaitsAreAlwaysAdmitted) {
  QueueDelay delay(kWaits);
  for (int t = 0; t < 5000; t += 10) EXPECT_TRUE(delay.admits(milliseconds(t), milliseconds(50)));
  EXPECT_FALSE(delay.standing(milliseconds(5000)));
}

TEST(QueueDelay, ABurstIsAdmittedUpToItsBound) {
  QueueDelay delay(kWaits);
  EXPECT_TRUE(delay.admits(milliseconds(0), milliseconds(500)));
  EXPECT_FALSE(delay.admits(milliseconds(1), milliseconds(501)));
  EXPECT_FALSE(delay.standing(milliseconds(1))) << "one burst is no standing queue";
}

TEST(QueueDelay, AQueueThatStandsIsCutToTheShortWait) {
  QueueDelay delay(kWaits);
  for (int t = 0; t < 100; t += 10) EXPECT_TRUE(delay.admits(milliseconds(t), milliseconds(60))) << t;
  EXPECT_FALSE(delay.admits(milliseconds(100), milliseconds(60)));
  EXPECT_TRUE(delay.standing(milliseconds(100)));
  EXPECT_TRUE(delay.admits(milliseconds(110), milliseconds(50)));
}

TEST(QueueDelay, OneShortWaitShowsThatTheQueueDoesNotStand) {
  QueueDelay delay(kWaits);
  for (int t = 0; t < 1000; t += 10) {
    if (t % 90 == 0) delay.saw(milliseconds(t), milliseconds(1));
    EXPECT_TRUE(delay.admits(milliseconds(t), milliseconds(60))) << t;
  }
}

TEST(QueueDelay, AQueueThatStoodIsBelievedAtOnceForASecond) {
  QueueDelay delay(kWaits);
  delay.saw(milliseconds(0), milliseconds(60));
  EXPECT_FALSE(delay.admits(milliseconds(100), milliseconds(60)));
  EXPECT_TRUE(delay.admits(milliseconds(200), milliseconds(1)));
  EXPECT_FALSE(delay.admits(milliseconds(300), milliseconds(60))) << "stood again 200 ms later";
  EXPECT_TRUE(delay.admits(milliseconds(400), milliseconds(1)));
  EXPECT_TRUE(delay.admits(milliseconds(1301), milliseconds(60))) << "forgotten";
}

TEST(QueueWaits, FollowFromTheBurst) {
  const QueueWaits waits = QueueWaits::of(milliseconds(200));
  EXPECT_EQ(waits.burst, milliseconds(200));
  EXPECT_EQ(waits.standing, milliseconds(20));
  EXPECT_EQ(QueueWaits::of_clients(milliseconds(200)).standing, milliseconds(200));
}

TEST(QueueDelay, ThatClientsBoundAdmitsTheWholeBurstForAsLongAsItLasts) {
  QueueDelay delay(QueueWaits::of_clients(milliseconds(200)));
  for (int ms = 0; ms < 5000; ms += 50) {
    EXPECT_TRUE(delay.admits(milliseconds(ms), milliseconds(199)));
    EXPECT_FALSE(delay.admits(milliseconds(ms), milliseconds(201)));
  }
}

TEST(DrainRate, ForetellsNothingBeforeItHasSeenSomething) {
  DrainRate rate(0.5);
  EXPECT_EQ(rate.expected_wait(1'000'000).count(), 0);
  rate.drained(0, milliseconds(5));
  EXPECT_EQ(rate.expected_wait(1'000'000).count(), 0);
}

TEST(DrainRate, FollowsTheNewestByItsWeight) {
  DrainRate rate(0.5);
  rate.drained(10, milliseconds(10));
  EXPECT_EQ(rate.expected_wait(100), milliseconds(100));
  rate.drained(10, milliseconds(30));
  EXPECT_EQ(rate.expected_wait(100), milliseconds(200));
}

TEST(Refusals, AreCountedByReason) {
  Refusals refusals;
  refusals.count(RefusalReason::kMemory);
  refusals.count(RefusalReason::kMemory);
  refusals.count(RefusalReason::kDiskSpace);
  EXPECT_EQ(refusals.counted(RefusalReason::kMemory), 2U);
  EXPECT_EQ(refusals.counted(RefusalReason::kDiskSpace), 1U);
  EXPECT_EQ(refusals.counted(RefusalReason::kLateIo), 0U);
  EXPECT_EQ(refusal_name(RefusalReason::kDiskSpace), "disk_space");
}

}  // namespace
}  // namespace basalt
