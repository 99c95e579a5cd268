#include "basalt/base/fault_point.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

namespace basalt {
namespace {

void pass_twice() {
  FAULT_POINT("test.here");
  FAULT_POINT("test.here");
}

TEST(FaultPointDeathTest, KillsAtTheNthPass) {
  EXPECT_EXIT(
      {
        setenv("BASALT_FAULT_POINT", "test.here:2", 1);
        arm_fault_points();
        pass_twice();
        std::exit(0);
      },
      ::testing::KilledBySignal(SIGKILL), "");
}

TEST(FaultPointDeathTest, LetsOtherPointsPass) {
  EXPECT_EXIT(
      {
        setenv("BASALT_FAULT_POINT", "test.elsewhere", 1);
        arm_fault_points();
        pass_twice();
        std::exit(0);
      },
      ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace basalt
