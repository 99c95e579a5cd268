#include "basalt/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace basalt {
namespace {

Result<int, std::string> half(int value) {
  if (value % 2 != 0) return Failure{std::string("odd")};
  return value / 2;
}

Result<int, std::string> quarter(int value) { return TRY(half(TRY(half(value)))); }

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_EQ(half(8).value(), 4);
  EXPECT_EQ(half(7).error(), "odd");
}

TEST(Result, TryReturnsTheFirstError) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).error(), "odd");
}

TEST(Result, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>, int> result(std::make_unique<int>(3));
  EXPECT_EQ(*std::move(result).value(), 3);
}

TEST(Result, VoidIsSuccessOrAnError) {
  Result<void, std::string> good;
  Result<void, std::string> bad = Failure{"no"};
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(bad.error(), "no");
}

TEST(ResultDeathTest, AskingForTheOtherSideEndsTheProcess) { EXPECT_DEATH((void)half(7).value(), "CHECK failed"); }

}  // namespace
}  // namespace basalt
