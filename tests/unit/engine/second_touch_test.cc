#include "engine/second_touch.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <vector>

namespace basalt::engine {
namespace {

TEST(SecondTouch, knows_what_was_noted_until_it_is_forgotten) {
  SecondTouch touched(1024);
  for (const uint64_t hash : {uint64_t{0}, uint64_t{1}, uint64_t{0xFEDCBA9876543210}, UINT64_MAX}) {
    EXPECT_FALSE(touched.is_known(hash));
    touched.note(hash);
    EXPECT_TRUE(touched.is_known(hash));
    touched.forget(hash);
    EXPECT_FALSE(touched.is_known(hash));
  }
}

TEST(SecondTouch, the_last_of_one_place_stays) {
  SecondTouch touched(1024);
  const uint64_t first = uint64_t{5} << 32 | 17;
  const uint64_t second = uint64_t{8} << 32 | 17;
  touched.note(first);
  touched.note(second);
  EXPECT_FALSE(touched.is_known(first));
  touched.forget(first);
  EXPECT_TRUE(touched.is_known(second));
}

TEST(SecondTouch, remembers_about_as_many_as_it_was_told_to_and_hardly_ever_errs) {
  constexpr size_t kRemembered = 1000;
  SecondTouch touched(kRemembered);
  std::mt19937_64 random(7);
  std::vector<uint64_t> noted(kRemembered);
  for (uint64_t& hash : noted) touched.note(hash = random());
  size_t known = 0;
  for (const uint64_t hash : noted) known += touched.is_known(hash) ? 1 : 0;
  EXPECT_GT(known, kRemembered / 2);
  size_t mistaken = 0;
  for (int i = 0; i < 100'000; ++i) mistaken += touched.is_known(random()) ? 1 : 0;
  EXPECT_LE(mistaken, 1U);
}

}  // namespace
}  // namespace basalt::engine
