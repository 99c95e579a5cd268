#include "basalt/base/unique_function.h"

#include <gtest/gtest.h>

#include <memory>

namespace basalt {
namespace {

TEST(UniqueFunction, OwnsMoveOnlyCaptures) {
  UniqueFunction<int(int)> add = [base = std::make_unique<int>(40)](int more) { return *base + more; };
  UniqueFunction<int(int)> moved = std::move(add);
  EXPECT_EQ(moved(2), 42);
}

TEST(UniqueFunction, PassesMoveOnlyArguments) {
  UniqueFunction<int(std::unique_ptr<int>)> read = [](std::unique_ptr<int> value) { return *value; };
  EXPECT_EQ(read(std::make_unique<int>(7)), 7);
}

TEST(UniqueFunction, KnowsWhetherItIsEmpty) {
  UniqueFunction<void()> empty;
  EXPECT_FALSE(empty);
  EXPECT_DEATH(empty(), "CHECK failed");
}

}  // namespace
}  // namespace basalt
