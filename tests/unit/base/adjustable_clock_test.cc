#include "basalt/base/adjustable_clock.h"

namespace basalt {
namespace {

using std::chrono::seconds;

TEST(AdjustableClock, MovesTheWallTimeAndNothingElse) {
  ManualClock real(seconds(1'000'000));
  AdjustableClock clock(real);
  EXPECT_EQ(clock.wall_now(), real.wall_now());
  EXPECT_TRUE(clock.advance(seconds(3600)));
  EXPECT_TRUE(clock.advance(seconds(-600)));
  EXPECT_EQ(clock.offset(), seconds(3000));
  EXPECT_EQ(clock.wall_seconds(), 1'003'000);
  EXPECT_EQ(clock.monotonic_now(), real.monotonic_now());
  real.advance(seconds(5));
  EXPECT_EQ(clock.wall_seconds(), 1'003'005);
  EXPECT_TRUE(clock.set(seconds(2'000'000)));
  real.advance(seconds(5));
  EXPECT_EQ(clock.wall_seconds(), 2'000'005);
  clock.reset();
  EXPECT_EQ(clock.wall_now(), real.wall_now());
}

TEST(AdjustableClock, StaysBetweenTheEpochAndTheYear9999) {
  ManualClock real(seconds(1'000'000));
  AdjustableClock clock(real);
  EXPECT_FALSE(clock.set(seconds(-1)));
  EXPECT_FALSE(clock.set(seconds(AdjustableClock::kMaxSeconds + 1)));
  EXPECT_FALSE(clock.advance(seconds(-1'000'001)));
  EXPECT_FALSE(clock.advance(seconds(AdjustableClock::kMaxSeconds)));
  EXPECT_FALSE(clock.advance(seconds(INT64_MAX)));
  EXPECT_FALSE(clock.advance(seconds(INT64_MIN)));
  EXPECT_EQ(clock.offset(), seconds(0));
  EXPECT_TRUE(clock.set(seconds(AdjustableClock::kMaxSeconds)));
  EXPECT_FALSE(clock.advance(seconds(1)));
  EXPECT_TRUE(clock.set(seconds(0)));
}

// The clock of a server whose time was moved forth and back: what is written then is still newer than what was before.
TEST(AdjustableClock, HybridTimestampsDoNotGoBackWithIt) {
  ManualClock real(seconds(1'000'000));
  AdjustableClock clock(real);
  HybridClock hybrid(clock);
  ASSERT_TRUE(clock.advance(seconds(86'400)));
  const uint64_t ahead = hybrid.next();
  clock.reset();
  EXPECT_GT(hybrid.next(), ahead);
}

}  // namespace
}  // namespace basalt
