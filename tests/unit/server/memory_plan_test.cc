#include "server/memory_plan.h"

namespace basalt::server {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;
constexpr uint64_t kGiB = 1024 * kMiB;

TEST(MemoryPlan, OnALargeMachineTheSharesStayModest) {
  const MemoryPlan plan = plan_memory(Config{}, 64 * kGiB);
  EXPECT_EQ(plan.limit_bytes, 48 * kGiB);
  EXPECT_EQ(plan.block_cache_bytes, 256 * kMiB);
  EXPECT_EQ(plan.read_cache_bytes, 64 * kMiB);
  EXPECT_EQ(plan.write_buffer_bytes, 256 * kMiB);
  EXPECT_EQ(plan.request_bytes, 512 * kMiB);
}

TEST(MemoryPlan, InASmallContainerTheyLeaveRoom) {
  const MemoryPlan plan = plan_memory(Config{}, 400 * kMiB);
  EXPECT_EQ(plan.limit_bytes, 300 * kMiB);
  EXPECT_EQ(plan.block_cache_bytes, 75 * kMiB);
  EXPECT_EQ(plan.read_cache_bytes, 75 * kMiB / 4);
  EXPECT_EQ(plan.write_buffer_bytes, 75 * kMiB);
  EXPECT_LT(plan.block_cache_bytes + plan.read_cache_bytes + plan.write_buffer_bytes + plan.request_bytes,
            plan.limit_bytes * 3 / 4);
}

TEST(MemoryPlan, WhatIsConfiguredCounts) {
  Config config;
  config.memory_limit_mb = 1000;
  config.block_cache_mb = 600;
  config.read_cache_mb = 40;
  config.write_buffer_mb = 20;
  config.max_requests_mb = 30;
  const MemoryPlan plan = plan_memory(config, 64 * kGiB);
  EXPECT_EQ(plan.limit_bytes, 1000 * kMiB);
  EXPECT_EQ(plan.block_cache_bytes, 600 * kMiB);
  EXPECT_EQ(plan.read_cache_bytes, 40 * kMiB);
  EXPECT_EQ(plan.write_buffer_bytes, 20 * kMiB);
  EXPECT_EQ(plan.request_bytes, 30 * kMiB);
}

TEST(MemoryPlan, WithoutAnyFigureThereIsNoLimit) { EXPECT_EQ(plan_memory(Config{}, 0).limit_bytes, UINT64_MAX); }

TEST(MemoryPlan, ThisProcessIsSmallerThanItsMachine) {
  EXPECT_GT(resident_memory_bytes(), 0U);
  EXPECT_LT(resident_memory_bytes(), available_memory_bytes());
}

}  // namespace
}  // namespace basalt::server
