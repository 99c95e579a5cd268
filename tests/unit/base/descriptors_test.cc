#include "basalt/base/descriptors.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace basalt {
namespace {

TEST(Descriptors, BothHaveTheirShare) {
  for (const size_t limit : {256, 1024, 20000, 65536, 1 << 20}) {
    const DescriptorShares shares = share_descriptors(limit);
    EXPECT_LE(shares.tables + shares.connections, limit);
    EXPECT_GE(shares.tables, limit / 16) << limit;
    EXPECT_GE(shares.connections, limit / 3) << limit;
  }
  EXPECT_GE(share_descriptors(20000).connections, 10000u);
}

TEST(Descriptors, NeverNone) {
  EXPECT_EQ(share_descriptors(10).connections, 1u);
  EXPECT_GT(share_descriptors(10).tables, 0u);
}

TEST(Descriptors, TheSoftLimitBecomesTheHardOne) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit lowered = before;
  lowered.rlim_cur = 100;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &lowered), 0);
  EXPECT_LT(share_descriptors().connections, 100u);
  raise_descriptor_limit();
  rlimit after{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_EQ(after.rlim_cur, before.rlim_max);
  setrlimit(RLIMIT_NOFILE, &before);
}

}  // namespace
}  // namespace basalt
