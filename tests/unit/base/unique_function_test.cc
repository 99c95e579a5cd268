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

// Counts what is alive of its kind; large: more than lies within a function.
template <size_t kBytes>
struct Counted {
  explicit Counted(int& its_alive) : alive(&its_alive) { ++*alive; }
  Counted(Counted&& other) noexcept : alive(other.alive) { ++*alive; }
  Counted& operator=(Counted&&) = delete;
  ~Counted() { --*alive; }
  int operator()() const { return *alive; }

  int* alive;
  char padding[kBytes] = {};
};

template <class T>
class UniqueFunctionHolding : public testing::Test {};
using Sizes = testing::Types<Counted<1>, Counted<UniqueFunction<int()>::kInlineBytes>>;
TYPED_TEST_SUITE(UniqueFunctionHolding, Sizes);

TYPED_TEST(UniqueFunctionHolding, KeepsOneAndDestroysItOnce) {
  int alive = 0;
  int others_alive = 0;
  {
    UniqueFunction<int()> first = TypeParam(alive);
    EXPECT_EQ(first(), 1);
    UniqueFunction<int()> second = std::move(first);
    EXPECT_FALSE(first);
    EXPECT_EQ(second(), 1);
    UniqueFunction<int()> third = TypeParam(others_alive);
    third = std::move(second);
    EXPECT_EQ(others_alive, 0);
    EXPECT_EQ(third(), 1);
    third = {};
    EXPECT_EQ(alive, 0);
    third = TypeParam(alive);
  }
  EXPECT_EQ(alive, 0);
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
