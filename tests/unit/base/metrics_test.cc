#include "basalt/base/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <thread>

namespace basalt::metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kThreads = 12;  // more than there are slots
constexpr int kRounds = 20000;

template <class Work>
void in_threads(Work work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
}

TEST(MetricsTest, NothingIsLostWhenThreadsCountAtOnce) {
  Counter counter;
  BusyCounter busy;
  in_threads([&] {
    for (int i = 0; i < kRounds; ++i) {
      counter.add();
      busy.add(2);
    }
  });
  EXPECT_EQ(counter.value(), uint64_t{kThreads} * kRounds);
  EXPECT_EQ(busy.value(), uint64_t{2} * kThreads * kRounds);
}

TEST(MetricsTest, AThreadKeepsItsSlotBelowTheNumberOfSlots) {
  in_threads([] {
    const size_t slot = this_thread_slot();
    EXPECT_LT(slot, slots());
    EXPECT_EQ(this_thread_slot(), slot);
  });
  EXPECT_EQ(slots() & (slots() - 1), 0U);
}

TEST(HistogramTest, ABoundIsTheLastValueOfItsBucket) {
  constexpr uint64_t kBounds[] = {10, 20};
  Histogram histogram(kBounds);
  for (const uint64_t value : {0, 10, 11, 20, 21, 1000}) histogram.observe(value);
  const Histogram::Reading reading = histogram.read();
  EXPECT_THAT(reading.counts, ::testing::ElementsAre(2, 2, 2));
  EXPECT_EQ(reading.sum, 1062U);
}

// As many bounds as there are, so that buckets and sum lie in one, two and three cache lines.
TEST(HistogramTest, BucketsAndSumStayApartWhateverTheirNumber) {
  for (size_t count = 1; count <= 18; ++count) {
    std::vector<uint64_t> bounds(count);
    std::iota(bounds.begin(), bounds.end(), 1);
    Histogram histogram(bounds);
    for (uint64_t value = 1; value <= count + 1; ++value) histogram.observe(value);
    const Histogram::Reading reading = histogram.read();
    EXPECT_EQ(reading.counts, std::vector<uint64_t>(count + 1, 1)) << count;
    EXPECT_EQ(reading.sum, (count + 1) * (count + 2) / 2) << count;
  }
}

TEST(HistogramTest, NothingIsLostWhenThreadsObserveAtOnce) {
  Histogram histogram(latency_bounds_us());
  in_threads([&] {
    for (uint64_t i = 0; i < kRounds; ++i) histogram.observe(i);
  });
  const Histogram::Reading reading = histogram.read();
  EXPECT_EQ(std::accumulate(reading.counts.begin(), reading.counts.end(), uint64_t{0}), uint64_t{kThreads} * kRounds);
  EXPECT_EQ(reading.sum, uint64_t{kThreads} * kRounds * (kRounds - 1) / 2);
}

TEST(RegistryTest, ThePageIsPrometheusTextWithFamiliesInOrder) {
  Registry registry;
  registry.counter({"b_total", "Of b."}, {{"reason", "full"}}).add(3);
  registry.gauge({"c", "Of c."}, [] { return 1.5; });
  registry.counter({"b_total", "Of b."}, {{"reason", "late"}});
  registry.busy_counter({"a_total", "Of a.", 0.5}).add(5);
  EXPECT_EQ(registry.page(),
            "# HELP a_total Of a.\n# TYPE a_total counter\na_total 2.5\n"
            "# HELP b_total Of b.\n# TYPE b_total counter\nb_total{reason=\"full\"} 3\nb_total{reason=\"late\"} 0\n"
            "# HELP c Of c.\n# TYPE c gauge\nc 1.5\n");
}

TEST(RegistryTest, AHistogramShowsItsBucketsAddedUpInItsUnit) {
  constexpr uint64_t kBoundsUs[] = {1000, 250000};
  Registry registry;
  Histogram& waits = registry.histogram({"wait_seconds", "Waits.", kMicrosecond}, kBoundsUs, {{"who", "you"}});
  for (const uint64_t us : {500, 1000, 2000, 496500}) waits.observe(us);
  EXPECT_EQ(registry.page(),
            "# HELP wait_seconds Waits.\n# TYPE wait_seconds histogram\n"
            "wait_seconds_count{who=\"you\"} 4\nwait_seconds_sum{who=\"you\"} 0.5\n"
            "wait_seconds_bucket{who=\"you\",le=\"0.001\"} 2\nwait_seconds_bucket{who=\"you\",le=\"0.25\"} 3\n"
            "wait_seconds_bucket{who=\"you\",le=\"+Inf\"} 4\n");
}

TEST(RegistryTest, SourcesAreAskedEachTime) {
  Registry registry;
  int asked = 0;
  registry.source([&](Page& page) {
    if (++asked == 2) page.gauge({"there", "Comes and goes."}, {}, asked);
  });
  EXPECT_THAT(registry.page(), Not(HasSubstr("there")));
  EXPECT_THAT(registry.page(), HasSubstr("there 2\n"));
  EXPECT_THAT(registry.page(), Not(HasSubstr("there")));
}

TEST(RegistryTest, LabelValuesAreEscaped) {
  Registry registry;
  registry.counter({"x_total", "X."}, {{"name", "a\"b\\c\nd"}});
  EXPECT_THAT(registry.page(), HasSubstr("x_total{name=\"a\\\"b\\\\c\\nd\"} 0\n"));
}

}  // namespace
}  // namespace basalt::metrics
