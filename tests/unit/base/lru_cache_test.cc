#include "basalt/base/lru_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace basalt {
namespace {

using Cache = LruCache<int>;

constexpr size_t kBytes = 100;
constexpr size_t kShards = 16;

TEST(LruCache, FindsWhatWasPutLast) {
  Cache cache(1 << 20, kShards);
  EXPECT_EQ(cache.find("a"), nullptr);
  cache.put("a", std::make_shared<int>(1), kBytes);
  cache.put("b", std::make_shared<int>(3), kBytes);
  EXPECT_EQ(*cache.find("a"), 1);
  cache.put("a", std::make_shared<int>(2), kBytes);
  EXPECT_EQ(*cache.find("a"), 2);
  EXPECT_EQ(*cache.find("b"), 3);
  EXPECT_EQ(cache.size(), 2u);
}

TEST(LruCache, IsBoundedAndForgetsTheLeastRecentlyUsed) {
  Cache cache(1 << 20, kShards);
  cache.put("kept", std::make_shared<int>(7), kBytes);
  for (int i = 0; i < 20000; ++i) {
    cache.put("text " + std::to_string(i), std::make_shared<int>(i), kBytes);
    ASSERT_NE(cache.find("kept"), nullptr);
    ASSERT_LE(cache.bytes(), size_t{1} << 20);
  }
  EXPECT_LT(cache.size(), (1u << 20) / kBytes);
  EXPECT_GT(cache.size(), 2000u);
  EXPECT_EQ(cache.find("text 0"), nullptr);
  EXPECT_EQ(*cache.find("text 19999"), 19999);
}

TEST(LruCache, WhatIsReplacedGivesItsBytesBack) {
  Cache cache(1 << 20, kShards);
  cache.put("a", std::make_shared<int>(1), 5000);
  const size_t with_large = cache.bytes();
  cache.put("a", std::make_shared<int>(2), 1000);
  EXPECT_EQ(cache.bytes(), with_large - 4000);
}

TEST(LruCache, DoesNotKeepWhatExceedsAShard) {
  Cache cache(1600, kShards);
  cache.put("a", std::make_shared<int>(1), 10);
  cache.put("b", std::make_shared<int>(1), 2000);
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_EQ(cache.bytes(), 0u);  // an entry's own bytes are more than a shard's 100
  Cache roomy(16 * 1000, kShards);
  roomy.put("a", std::make_shared<int>(1), 10);
  roomy.put("a", std::make_shared<int>(2), 1000);
  EXPECT_EQ(roomy.find("a"), nullptr) << "what it replaces is no longer true";
}

TEST(LruCache, EvictionLeavesAliveWhatIsInUse) {
  Cache cache(16 * 400, kShards);  // one short entry per shard
  cache.put("held", std::make_shared<int>(3), kBytes);
  const auto held = cache.find("held");
  for (int i = 0; i < 1000; ++i) cache.put(std::to_string(i), std::make_shared<int>(i), kBytes);
  EXPECT_EQ(cache.find("held"), nullptr);
  EXPECT_EQ(*held, 3);
}

TEST(LruCache, ServesManyThreads) {
  Cache cache(1 << 16, kShards);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache] {
      for (int i = 0; i < 5000; ++i) {
        const int number = i % 300;
        const std::string text = std::to_string(number);
        const auto found = cache.find(text);
        if (found == nullptr) {
          cache.put(text, std::make_shared<int>(number), kBytes);
        } else {
          ASSERT_EQ(*found, number);
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace basalt
