#include "expression/expression_cache.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace basalt::expression {
namespace {

using Cache = ExpressionCache<int>;

TEST(ExpressionCache, KeepsWhatWasPutInFirst) {
  Cache cache(1 << 20);
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(*cache.insert("a", std::make_shared<int>(1)), 1);
  EXPECT_EQ(*cache.insert("a", std::make_shared<int>(2)), 1);
  EXPECT_EQ(*cache.find("a"), 1);
}

TEST(ExpressionCache, IsBoundedAndForgetsTheLeastRecentlyUsed) {
  Cache cache(1 << 20);
  cache.insert("kept", std::make_shared<int>(7));
  for (int i = 0; i < 20000; ++i) {
    cache.insert("text " + std::to_string(i), std::make_shared<int>(i));
    ASSERT_NE(cache.find("kept"), nullptr);
  }
  EXPECT_LT(cache.size(), (1u << 20) / 512);
  EXPECT_GT(cache.size(), 500u);
  EXPECT_EQ(cache.find("text 0"), nullptr);
}

TEST(ExpressionCache, EvictionLeavesAliveWhatIsInUse) {
  Cache cache(16 * 600);  // one short entry per shard
  const auto held = cache.insert("held", std::make_shared<int>(3));
  for (int i = 0; i < 1000; ++i) cache.insert(std::to_string(i), std::make_shared<int>(i));
  EXPECT_EQ(*held, 3);
}

TEST(ExpressionCache, ServesManyThreads) {
  Cache cache(1 << 16);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache] {
      for (int i = 0; i < 5000; ++i) {
        const int number = i % 300;
        const std::string text = std::to_string(number);
        auto found = cache.find(text);
        if (found == nullptr) found = cache.insert(text, std::make_shared<int>(number));
        ASSERT_EQ(*found, number);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace basalt::expression
