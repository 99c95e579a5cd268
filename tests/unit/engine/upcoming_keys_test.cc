#include "engine/upcoming_keys.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace basalt::engine {
namespace {

std::vector<std::string_view> taken(UpcomingKeys& keys, uint32_t family, size_t at_most) {
  const auto some = keys.take(family, at_most);
  return {some.begin(), some.end()};
}
using Keys = std::vector<std::string_view>;

TEST(UpcomingKeys, ComeOnceInTheirOrderForEachColumnFamily) {
  UpcomingKeys keys;
  for (const std::string_view key : {"a", "b", "c"}) keys.add(1, key);
  keys.add(2, "x");
  EXPECT_EQ(taken(keys, 1, 2), (Keys{"a", "b"}));
  EXPECT_EQ(taken(keys, 2, 2), (Keys{"x"}));
  EXPECT_EQ(taken(keys, 1, 2), (Keys{"c"}));
  EXPECT_EQ(taken(keys, 1, 2), Keys{});
  EXPECT_EQ(taken(keys, 3, 2), Keys{});
}

TEST(UpcomingKeys, BelongToTheThreadAndToTheCommitAtHand) {
  EXPECT_EQ(UpcomingKeys::of_this_thread(), nullptr);
  {
    UpcomingKeys outer;
    EXPECT_EQ(UpcomingKeys::of_this_thread(), &outer);
    {
      UpcomingKeys inner;
      EXPECT_EQ(UpcomingKeys::of_this_thread(), &inner);
    }
    EXPECT_EQ(UpcomingKeys::of_this_thread(), &outer);
  }
  EXPECT_EQ(UpcomingKeys::of_this_thread(), nullptr);
}

}  // namespace
}  // namespace basalt::engine
