#include "basalt/value/attribute_value.h"

#include <rapidcheck/gtest.h>

#include <map>

#include "unit/value/generators.h"

namespace basalt {
namespace {

std::vector<std::string> names(const Item& item) {
  std::vector<std::string> result;
  for (const Item::Attribute& attribute : item.attributes()) result.push_back(attribute.name);
  return result;
}

TEST(AttributeValue, TypesHaveAwsNames) {
  EXPECT_EQ(type_name(AttributeValue::string("x").type()), "S");
  EXPECT_EQ(type_name(AttributeValue::integer(1).type()), "N");
  EXPECT_EQ(type_name(AttributeValue::binary("x").type()), "B");
  EXPECT_EQ(type_name(AttributeValue::string_set({"x"}).type()), "SS");
  EXPECT_EQ(type_name(AttributeValue::number_set({Decimal{}}).type()), "NS");
  EXPECT_EQ(type_name(AttributeValue::binary_set({{"x"}}).type()), "BS");
  EXPECT_EQ(type_name(AttributeValue::map({}).type()), "M");
  EXPECT_EQ(type_name(AttributeValue::list({}).type()), "L");
  EXPECT_EQ(type_name(AttributeValue::null().type()), "NULL");
  EXPECT_EQ(type_name(AttributeValue::boolean(true).type()), "BOOL");
}

TEST(AttributeValue, SetsIgnoreOrderAndRepetition) {
  EXPECT_EQ(AttributeValue::string_set({"b", "a", "b"}), AttributeValue::string_set({"a", "b"}));
  const auto numbers = AttributeValue::number_set({Decimal::from_int(10), Decimal::from_int(-1), Decimal::from_int(9)});
  EXPECT_EQ(numbers.get_if<NumberSet>()->values.front(), Decimal::from_int(-1));
  EXPECT_EQ(numbers.get_if<NumberSet>()->values.back(), Decimal::from_int(10));
  EXPECT_EQ(AttributeValue::binary_set({{"\xff"}, {"a"}}).get_if<BinarySet>()->values.front().bytes, "a");
  EXPECT_NE(AttributeValue::string_set({"a"}), AttributeValue::string_set({"a", "b"}));
}

TEST(AttributeValue, TypesDifferEvenWithTheSameBytes) {
  EXPECT_NE(AttributeValue::string("1"), AttributeValue::binary("1"));
  EXPECT_NE(AttributeValue::string("1"), AttributeValue::integer(1));
  EXPECT_NE(AttributeValue::list({}), AttributeValue::map({}));
}

TEST(Item, KeepsAttributesSortedByName) {
  const Item item{{"b", AttributeValue::integer(1)}, {"a", AttributeValue::integer(2)}, {"B", AttributeValue::null()}};
  EXPECT_EQ(names(item), (std::vector<std::string>{"B", "a", "b"}));
  EXPECT_EQ(*item.find("a"), AttributeValue::integer(2));
  EXPECT_EQ(item.find("c"), nullptr);
  EXPECT_EQ(item.find(""), nullptr);
}

TEST(Item, SetReplacesAndEraseForgets) {
  Item item;
  EXPECT_TRUE(item.empty());
  item.set("a", AttributeValue::integer(1));
  item.set("a", AttributeValue::integer(2));
  EXPECT_EQ(item.size(), 1u);
  *item.find("a") = AttributeValue::integer(3);
  EXPECT_EQ(*item.find("a"), AttributeValue::integer(3));
  EXPECT_TRUE(item.erase("a"));
  EXPECT_FALSE(item.erase("a"));
  EXPECT_TRUE(item.empty());
}

TEST(Item, FromAttributesSorts) {
  Item::Attributes attributes;
  attributes.push_back({"z", AttributeValue::integer(1)});
  attributes.push_back({"a", AttributeValue::integer(2)});
  EXPECT_EQ(names(Item::from_attributes(attributes)), (std::vector<std::string>{"a", "z"}));
  attributes.push_back({"z", AttributeValue::null()});
  EXPECT_DEATH(Item::from_attributes(attributes), "");
}

RC_GTEST_PROP(ItemProperty, BehavesAsAMapOfNames, ()) {
  Item item;
  std::map<std::string, AttributeValue> reference;
  for (int left = *rc::gen::inRange(0, 40); left > 0; --left) {
    const std::string name(1, *rc::gen::inRange('a', 'h'));
    if (*rc::gen::inRange(0, 3) == 0) {
      RC_ASSERT(item.erase(name) == (reference.erase(name) == 1));
    } else {
      item.set(name, AttributeValue::integer(left));
      reference[name] = AttributeValue::integer(left);
    }
  }
  RC_ASSERT(item.size() == reference.size());
  auto at = item.attributes().begin();
  for (const auto& [name, value] : reference) {
    RC_ASSERT(at->name == name);
    RC_ASSERT((at++)->value == value);
  }
}

}  // namespace
}  // namespace basalt
