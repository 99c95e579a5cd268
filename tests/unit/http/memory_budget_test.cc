#include "basalt/http/memory_budget.h"

namespace basalt::http {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;

TEST(MemoryBudget, TakesUpToItsLimit) {
  MemoryBudget memory(100);
  EXPECT_TRUE(memory.take(60));
  EXPECT_TRUE(memory.is_short());
  EXPECT_FALSE(memory.take(41));
  EXPECT_EQ(memory.bytes(), 60U) << "a refusal takes nothing";
  EXPECT_TRUE(memory.take(40));
  memory.release(25);
  EXPECT_TRUE(memory.is_scarce());
  memory.release(1);
  EXPECT_FALSE(memory.is_scarce());
  memory.release(74);
  EXPECT_FALSE(memory.is_short());
}

TEST(MemoryBudget, WhatIsThereAlreadyIsCountedBeyondTheLimit) {
  MemoryBudget memory(100);
  memory.hold(150);
  EXPECT_FALSE(memory.take(1));
  memory.release(150);
  EXPECT_TRUE(memory.take(1));
}

TEST(MemoryBudget, AFullProcessStillServesATrickle) {
  MemoryBudget memory(100 * kMiB);
  memory.hold(10 * kMiB);
  EXPECT_TRUE(memory.take(kMiB));
  memory.set_process_is_full(true);
  EXPECT_FALSE(memory.take(1));
  memory.release(11 * kMiB);
  EXPECT_TRUE(memory.take(kMiB));
  EXPECT_FALSE(memory.take(4 * kMiB));
  memory.set_process_is_full(false);
  EXPECT_TRUE(memory.take(50 * kMiB));
}

}  // namespace
}  // namespace basalt::http
