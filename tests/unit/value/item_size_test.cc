#include "basalt/value/item_size.h"

#include <rapidcheck/gtest.h>

#include "unit/value/generators.h"

namespace basalt {
namespace {

size_t size_of(std::string_view number) { return number_size(*Decimal::parse(number)); }

TEST(ItemSize, CountsPairsOfDigitsFromThePoint) {
  EXPECT_EQ(size_of("0"), 1u);
  EXPECT_EQ(size_of("1"), 2u);
  EXPECT_EQ(size_of("12"), 2u);
  EXPECT_EQ(size_of("100"), 2u);
  EXPECT_EQ(size_of("123"), 3u);
  EXPECT_EQ(size_of("1234"), 3u);
  EXPECT_EQ(size_of("1.1"), 3u);
  EXPECT_EQ(size_of("11.1"), 3u);
  EXPECT_EQ(size_of("0.12"), 2u);
  EXPECT_EQ(size_of("0.012"), 3u);
  EXPECT_EQ(size_of("-1"), 3u);
  EXPECT_EQ(size_of("-1234.5"), 5u);
  EXPECT_EQ(size_of("12345678901234567890123456789012345678"), 20u);
  EXPECT_EQ(size_of("1.2345678901234567890123456789012345678"), 21u);
}

TEST(ItemSize, CountsContainersAndTheirElements) {
  EXPECT_EQ(value_size(AttributeValue::string("\xc3\xa9")), 2u);
  EXPECT_EQ(value_size(AttributeValue::string("")), 0u);
  EXPECT_EQ(value_size(AttributeValue::binary("abc")), 3u);
  EXPECT_EQ(value_size(AttributeValue::null()), 1u);
  EXPECT_EQ(value_size(AttributeValue::boolean(false)), 1u);
  EXPECT_EQ(value_size(AttributeValue::list({})), 3u);
  EXPECT_EQ(value_size(AttributeValue::map({})), 3u);
  EXPECT_EQ(value_size(AttributeValue::string_set({"ab", "c"})), 3u);
  EXPECT_EQ(value_size(AttributeValue::number_set({Decimal::from_int(1), Decimal::from_int(-1)})), 5u);
  EXPECT_EQ(value_size(AttributeValue::list({AttributeValue::string("ab"), AttributeValue::null()})), 3u + 2 + 2 + 1);
  EXPECT_EQ(value_size(AttributeValue::map({{"key", AttributeValue::string("ab")}})), 3u + 1 + 3 + 2);
  EXPECT_EQ(item_size(Item{{"name", AttributeValue::string("ab")}, {"n", AttributeValue::integer(5)}}), 4u + 2 + 1 + 2);
}

RC_GTEST_PROP(ItemSizeProperty, StoredBytesAndTreesHaveOneSize, ()) {
  const Item item = *testing::items(3);
  RC_ASSERT(item_size(ItemView(encode_item(item))) == item_size(item));
}

RC_GTEST_PROP(ItemSizeProperty, NumbersOfStoredBytesToo, ()) {
  const Item item{{"n", AttributeValue::number(*testing::decimals())}};
  RC_ASSERT(item_size(ItemView(encode_item(item))) == item_size(item));
}

}  // namespace
}  // namespace basalt
