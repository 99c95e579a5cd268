#include "basalt/value/item_codec.h"

#include <rapidcheck/gtest.h>

#include "basalt/value/dynamodb_json.h"
#include "unit/value/document_vectors.h"
#include "unit/value/generators.h"

namespace basalt {
namespace {

using testing::from_hex;
using testing::to_hex;

TEST(ItemCodec, AgreesWithTheDocumentedVectors) {
  for (const testing::Vector& vector : testing::document_vectors("item-format.md", "vectors")) {
    const std::string bytes = from_hex(vector.left);
    ASSERT_TRUE(validate_item(bytes)) << vector.left;
    std::string json;
    write_json(ItemView(bytes), json);
    EXPECT_EQ(json, vector.right);
    EXPECT_EQ(to_hex(encode_item(ItemView(bytes).decode())), vector.left);
  }
}

TEST(ItemCodec, WritesSizesOfMoreThanOneByte) {
  const std::string text(130, 'x');
  EXPECT_EQ(encode_item(Item{{"a", AttributeValue::string(text)}}), from_hex("01 01 61 81 82 01") + text);
  const Item list{{"a", AttributeValue::list({AttributeValue::string(text)})}};
  EXPECT_EQ(encode_item(list), from_hex("01 01 61 08 86 01 01 81 82 01") + text);
  const std::string large(400000, '"');
  const Item nested{{"a", AttributeValue::map({{"b", AttributeValue::list({AttributeValue::string(large)})}})}};
  EXPECT_EQ(ItemView(encode_item(nested)).decode(), nested);
}

TEST(ItemView, FindsAttributes) {
  const std::string bytes = encode_item(
      {{"a", AttributeValue::integer(7)}, {"c", AttributeValue::string("\"")}, {"d", AttributeValue::boolean(true)}});
  const ItemView item(bytes);
  EXPECT_EQ(item.count(), 3u);
  EXPECT_EQ(item.find("a")->number(), Decimal::from_int(7));
  EXPECT_EQ(item.find("a")->bytes(), "7");
  EXPECT_EQ(item.find("c")->bytes(), "\"");
  EXPECT_FALSE(item.find("c")->plain_text());
  EXPECT_TRUE(item.find("d")->boolean());
  for (const char* absent : {"", "A", "b", "aa", "e"}) EXPECT_FALSE(item.find(absent).has_value()) << absent;
  EXPECT_EQ(ItemView().count(), 0u);
  EXPECT_FALSE(ItemView().find("a").has_value());
  EXPECT_EQ(ItemView().decode(), Item());
}

TEST(ItemView, StopsWhenTheVisitorDoes) {
  const std::string bytes = encode_item({{"a", AttributeValue::null()}, {"b", AttributeValue::null()}});
  int seen = 0;
  ItemView(bytes).for_each([&](std::string_view, const ValueView&) { return ++seen < 1; });
  EXPECT_EQ(seen, 1);
}

TEST(ValueView, WalksListsAndSets) {
  const std::string bytes =
      encode_item({{"l", AttributeValue::list({AttributeValue::integer(1), AttributeValue::string("x")})},
                   {"s", AttributeValue::string_set({"a", "\n"})},
                   {"n", AttributeValue::number_set({Decimal::from_int(2), Decimal::from_int(-3)})}});
  const ValueView list = *ItemView(bytes).find("l");
  EXPECT_EQ(list.count(), 2u);
  EXPECT_EQ(list.element(1)->bytes(), "x");
  EXPECT_FALSE(list.element(2).has_value());
  EXPECT_FALSE(list.element(SIZE_MAX).has_value());

  std::vector<std::string> elements;
  const ValueView set = *ItemView(bytes).find("s");
  EXPECT_FALSE(set.plain_text());
  set.for_each_element([&](const ValueView& element) {
    EXPECT_EQ(element.type(), AttributeType::kString);
    elements.emplace_back(element.bytes());
    return true;
  });
  EXPECT_EQ(elements, (std::vector<std::string>{"\n", "a"}));
  std::vector<Decimal> numbers;
  ItemView(bytes).find("n")->for_each_element([&](const ValueView& element) {
    numbers.push_back(element.number());
    return true;
  });
  EXPECT_EQ(numbers, (std::vector<Decimal>{Decimal::from_int(-3), Decimal::from_int(2)}));
}

TEST(ValueView, KnowsItsOwnEncoding) {
  const AttributeValue value = AttributeValue::list({AttributeValue::string(std::string(200, 'y'))});
  std::string encoded;
  encode_value(value, encoded);
  const std::string bytes = encode_item({{"a", value}, {"b", AttributeValue::null()}});
  EXPECT_EQ(ItemView(bytes).find("a")->encoded(), encoded);
  EXPECT_EQ(ItemView(bytes).find("b")->encoded(), "\x09");
  EXPECT_EQ(ValueView::read(encoded).decode(), value);
}

TEST(ValueViewDeathTest, EndsTheProcessOnBrokenStructure) {
  EXPECT_DEATH(ItemView(from_hex("01 01 61 81 05 78")).decode(), "");
  EXPECT_DEATH(ItemView(from_hex("01 01 61 0b")).decode(), "");
  EXPECT_DEATH(ItemView(from_hex("01 ff ff ff ff ff ff")).decode(), "");
  EXPECT_DEATH((void)ValueView::read(from_hex("09")).bytes(), "");
}

RC_GTEST_PROP(ItemCodecProperty, ItemsComeBack, ()) {
  const Item item = *testing::items(4);
  const std::string bytes = encode_item(item);
  RC_ASSERT(ItemView(bytes).decode() == item);
  RC_ASSERT(encode_item(ItemView(bytes).decode()) == bytes);
  RC_ASSERT(ItemView(bytes).count() == item.size());
  for (const Item::Attribute& attribute : item.attributes()) {
    const auto view = ItemView(bytes).find(attribute.name);
    RC_ASSERT(view.has_value());
    RC_ASSERT(view->decode() == attribute.value);
    RC_ASSERT(ValueView::read(view->encoded()).decode() == attribute.value);
  }
}

}  // namespace
}  // namespace basalt
