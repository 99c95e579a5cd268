#include "basalt/operations/consumed_capacity.h"

#include "gtest/gtest.h"

namespace basalt::operations {
namespace {

TEST(ConsumedCapacityTest, ReadsCountFourKilobytesBegun) {
  EXPECT_EQ(read_units(0, true), 1);
  EXPECT_EQ(read_units(4096, true), 1);
  EXPECT_EQ(read_units(4097, true), 2);
  EXPECT_EQ(read_units(0, false), 0.5);
  EXPECT_EQ(read_units(4097, false), 1);
  EXPECT_EQ(read_units(size_t{1} << 20, false), 128);
}

TEST(ConsumedCapacityTest, WritesCountKilobytesBegunOfTheLargerItem) {
  EXPECT_EQ(write_units(0, 0), 1);
  EXPECT_EQ(write_units(0, 1024), 1);
  EXPECT_EQ(write_units(1025, 10), 2);
  EXPECT_EQ(write_units(10, 2049), 3);
}

TEST(ConsumedCapacityTest, ShowsNoMoreThanWasAsked) {
  EXPECT_FALSE(consumed_capacity(ReturnConsumedCapacity::kNone, "T", 1).has_value());
  EXPECT_FALSE(consumed_capacity(ReturnConsumedCapacity::kTotal, "T", 1)->table.has_value());
  EXPECT_EQ(consumed_capacity(ReturnConsumedCapacity::kIndexes, "T", 2)->table->units, 2);
}

}  // namespace
}  // namespace basalt::operations
