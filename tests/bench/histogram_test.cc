#include "load/histogram.h"

#include <gtest/gtest.h>

namespace basalt::bench {
namespace {

TEST(HistogramTest, EmptyIsZero) {
  const Histogram histogram;
  EXPECT_EQ(histogram.percentile(99), 0U);
  EXPECT_EQ(histogram.mean(), 0);
}

TEST(HistogramTest, SmallValuesAreExact) {
  Histogram histogram;
  for (uint64_t value = 1; value <= 1000; ++value) histogram.record(value);
  EXPECT_EQ(histogram.count(), 1000U);
  EXPECT_EQ(histogram.percentile(0), 1U);
  EXPECT_EQ(histogram.percentile(50), 500U);
  EXPECT_EQ(histogram.percentile(99.9), 999U);
  EXPECT_EQ(histogram.percentile(100), 1000U);
  EXPECT_DOUBLE_EQ(histogram.mean(), 500.5);
}

TEST(HistogramTest, LargeValuesAreWithinATenthOfAPercentAndNeverTooSmall) {
  for (uint64_t value = 1; value < uint64_t{1} << 50; value += value / 3 + 1) {
    Histogram histogram;
    histogram.record(value);
    histogram.record(value * 4);
    const uint64_t found = histogram.percentile(50);
    EXPECT_GE(found, value);
    EXPECT_LE(static_cast<double>(found), static_cast<double>(value) * 1.001) << value;
  }
}

TEST(HistogramTest, TheGreatestIsExact) {
  Histogram histogram;
  histogram.record(123'456'789);
  EXPECT_EQ(histogram.max(), 123'456'789U);
  EXPECT_EQ(histogram.percentile(100), 123'456'789U);
}

TEST(HistogramTest, MergingIsRecordingBoth) {
  Histogram both;
  Histogram one;
  Histogram other;
  for (uint64_t value : {5, 70'000, 3}) {
    one.record(value);
    both.record(value);
  }
  for (uint64_t value : {9, 1'000'000}) {
    other.record(value);
    both.record(value);
  }
  one.merge(other);
  EXPECT_EQ(one.count(), both.count());
  for (const double percent : {10.0, 50.0, 90.0, 100.0}) EXPECT_EQ(one.percentile(percent), both.percentile(percent));
  one.clear();
  EXPECT_EQ(one.count(), 0U);
  EXPECT_EQ(one.percentile(50), 0U);
}

}  // namespace
}  // namespace basalt::bench
