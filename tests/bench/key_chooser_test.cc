#include "load/key_chooser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace basalt::bench {
namespace {

constexpr int kDraws = 200'000;

std::vector<int> counts(KeyDistribution distribution, uint64_t items, KeyChooserOptions options = {}) {
  options.distribution = distribution;
  const auto keys = make_key_chooser(options);
  Random random(42);
  std::vector<int> result(items);
  for (int i = 0; i < kDraws; ++i) ++result.at(keys->next(items, random));
  return result;
}

TEST(ZetaTest, EqualsTheSumWhereItIsApproximated) {
  double sum = 0;
  for (int i = 1; i <= 100'000; ++i) sum += std::pow(i, -0.99);
  EXPECT_NEAR(zeta(100'000, 0.99), sum, 1e-9);
  EXPECT_DOUBLE_EQ(zeta(2, 0.5), 1 + 1 / std::sqrt(2.0));
}

// The constant that YCSB carries for its ten billion items.
TEST(ZetaTest, EqualsYcsbsConstant) { EXPECT_NEAR(zeta(10'000'000'000, 0.99), 26.46902820178302, 1e-6); }

TEST(ZipfianRanksTest, RanksAreAsLikelyAsTheirPowers) {
  constexpr uint64_t kItems = 1000;
  ZipfianRanks ranks(0.99);
  Random random(7);
  std::vector<double> seen(kItems);
  for (int i = 0; i < kDraws; ++i) seen.at(ranks.next(kItems, random)) += 1.0 / kDraws;
  const double all = zeta(kItems, 0.99);
  EXPECT_NEAR(seen[0], 1 / all, 0.005);
  EXPECT_NEAR(seen[1], std::pow(2, -0.99) / all, 0.005);
  double last_half = 0;
  for (uint64_t rank = kItems / 2; rank < kItems; ++rank) last_half += seen[rank];
  EXPECT_NEAR(last_half, 1 - zeta(kItems / 2, 0.99) / all, 0.01);
}

TEST(ZipfianRanksTest, StaysInRangeWhileItemsComeAndGo) {
  ZipfianRanks ranks(0.99);
  Random random(7);
  for (const uint64_t items : {1, 2, 3, 1000, 1001, 1005, 2000, 5, 1}) {
    for (int i = 0; i < 1000; ++i) ASSERT_LT(ranks.next(items, random), items);
  }
}

TEST(KeyChooserTest, UniformTakesAllItemsAlike) {
  const auto seen = counts(KeyDistribution::kUniform, 100);
  EXPECT_GT(*std::min_element(seen.begin(), seen.end()), kDraws / 100 * 0.85);
  EXPECT_LT(*std::max_element(seen.begin(), seen.end()), kDraws / 100 * 1.15);
}

TEST(KeyChooserTest, ZipfianScattersThePopularItems) {
  auto seen = counts(KeyDistribution::kZipfian, 1000);
  EXPECT_LT(seen[0] + seen[1] + seen[2], kDraws / 20) << "the popular keys must not be the first";
  std::sort(seen.rbegin(), seen.rend());
  EXPECT_GT(seen[0], kDraws / 10);
}

TEST(KeyChooserTest, LatestPrefersTheNewest) {
  const auto seen = counts(KeyDistribution::kLatest, 1000);
  EXPECT_EQ(std::max_element(seen.begin(), seen.end()) - seen.begin(), 999);
  EXPECT_GT(seen[999], kDraws / 10);
  EXPECT_GT(seen[999], seen[998]);
}

TEST(KeyChooserTest, HotKeyTakesItsShare) {
  const auto seen = counts(KeyDistribution::kHot, 100, {.hot_fraction = 0.8});
  EXPECT_NEAR(seen[0], kDraws * 0.8, kDraws * 0.01);
  EXPECT_GT(seen[99], 0);
}

TEST(KeyChooserTest, OneItemIsAlwaysTheOne) {
  for (const auto name : {"uniform", "zipfian", "latest", "hot"}) {
    EXPECT_THAT(counts(key_distribution(name).value(), 1), testing::ElementsAre(kDraws)) << name;
  }
}

TEST(RandomTest, TheSameSeedGivesTheSameNumbers) {
  Random one(5);
  Random same(5);
  Random other(6);
  EXPECT_EQ(one.next(), same.next());
  EXPECT_NE(one.next(), other.next());
  for (int i = 0; i < 1000; ++i) {
    const double unit = one.unit();
    ASSERT_TRUE(unit >= 0 && unit < 1);
    ASSERT_LT(one.below(3), 3U);
  }
}

}  // namespace
}  // namespace basalt::bench
