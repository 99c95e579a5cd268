#include "wire/attribute_value_reader.h"

#include "gtest/gtest.h"
#include "unit/wire/parsed_object.h"

namespace basalt::wire {
namespace {

struct Reading {
  AttributeValue value;
  ValueError error;
  std::optional<ApiError> problem;
};

Reading read(const std::string& json) {
  const ParsedObject object(json);
  Problems problems;
  ValueError error;
  AttributeValue value = read_attribute_value(object.get(), error, problems);
  return {std::move(value), std::move(error), problems.error()};
}

TEST(AttributeValueReaderTest, EveryType) {
  EXPECT_EQ(read(R"({"S":"\u00e9"})").value, AttributeValue::string("\xc3\xa9"));
  EXPECT_EQ(read(R"({"S":""})").value, AttributeValue::string(""));
  EXPECT_EQ(read(R"({"N":"-1.50e2"})").value, AttributeValue::integer(-150));
  EXPECT_EQ(read(R"({"B":"AAE="})").value, AttributeValue::binary(std::string("\0\1", 2)));
  EXPECT_EQ(read(R"({"BOOL":true})").value, AttributeValue::boolean(true));
  EXPECT_EQ(read(R"({"BOOL":"false"})").value, AttributeValue::boolean(false));
  EXPECT_EQ(read(R"({"NULL":true})").value, AttributeValue::null());
  EXPECT_EQ(read(R"({"SS":["b","a",""]})").value, AttributeValue::string_set({"", "a", "b"}));
  EXPECT_EQ(read(R"({"NS":["2","1"]})").value,
            AttributeValue::number_set({Decimal::from_int(1), Decimal::from_int(2)}));
  EXPECT_EQ(read(R"({"BS":["AA=="]})").value, AttributeValue::binary_set({Binary{std::string(1, '\0')}}));
  EXPECT_EQ(read(R"({"L":[{"S":"a"},{"L":[]}]})").value,
            AttributeValue::list({AttributeValue::string("a"), AttributeValue::list({})}));
  EXPECT_EQ(read(R"({"M":{"z":{"S":"1"},"a":{"S":"2"}}})").value,
            AttributeValue::map(Item{{"a", AttributeValue::string("2")}, {"z", AttributeValue::string("1")}}));
}

TEST(AttributeValueReaderTest, WhatIsNoValue) {
  const struct {
    std::string json;
    std::string error;
  } cases[] = {
      {"{}", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"},
      {R"({"X":"1"})", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"},
      {R"({"S":null})", "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"},
      {R"({"S":"a","N":"1"})",
       "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"},
      {R"({"NULL":false})",
       "One or more parameter values were invalid: Null attribute value types must have the value of true"},
      {R"({"SS":[]})", "One or more parameter values were invalid: An string set  may not be empty"},
      {R"({"NS":[]})", "One or more parameter values were invalid: An number set  may not be empty"},
      {R"({"BS":[]})", "One or more parameter values were invalid: Binary sets should not be empty"},
      {R"({"SS":["b","a","b"]})",
       "One or more parameter values were invalid: Input collection [b, a, b] contains duplicates."},
      {R"({"NS":["1","1.0"]})", "Input collection contains duplicates"},
      {R"({"BS":["AA==","AA=="]})",
       "One or more parameter values were invalid: Input collection [AA==, AA==]of type BS contains duplicates."},
      {R"({"N":""})", "The parameter cannot be converted to a numeric value"},
      {R"({"N":"b"})", "The parameter cannot be converted to a numeric value: b"},
      {R"({"NS":["1","b"]})", "The parameter cannot be converted to a numeric value: b"},
      {R"({"N":"1e126"})", "Number overflow. Attempting to store a number with magnitude larger than supported range"},
      {R"({"N":"-1e-131"})",
       "Number underflow. Attempting to store a number with magnitude smaller than supported range"},
      {R"({"N":"123456789012345678901234567890123456789"})",
       "Attempting to store more than 38 significant digits in a Number"},
      {R"({"L":[{"S":"a"},{"M":{"b":{"NULL":false}}}]})",
       "One or more parameter values were invalid: Null attribute value types must have the value of true"},
  };
  for (const auto& [json, error] : cases) {
    const Reading reading = read(json);
    EXPECT_EQ(reading.error.value_or(""), error) << json;
    EXPECT_FALSE(reading.problem.has_value()) << json;
  }
}

std::string nested(int containers) {
  std::string json = R"({"S":"x"})";
  for (int i = 0; i < containers; ++i) json = i % 2 == 0 ? R"({"L":[)" + json + "]}" : R"({"M":{"a":)" + json + "}}";
  return json;
}

TEST(AttributeValueReaderTest, ThirtyTwoLevelsWithTheScalar) {
  EXPECT_EQ(read(nested(31)).error, std::nullopt);
  const std::string too_deep =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
  EXPECT_EQ(read(nested(32)).error, too_deep);
  EXPECT_EQ(read(nested(400)).error, too_deep);
}

TEST(AttributeValueReaderTest, AWrongTypeBehindAnErrorIsStillFound) {
  const Reading reading = read(R"({"L":[{"SS":[]},{"S":1}]})");
  ASSERT_TRUE(reading.problem.has_value());
  EXPECT_EQ(reading.problem->message(), "NUMBER_VALUE cannot be converted to String");
}

TEST(AttributeValueReaderTest, TheLastOfRepeatedNamesCounts) {
  const ParsedObject object(R"({"b":{"S":"1"},"a":{"S":"2"},"b":{"S":"3"},"b":{"S":"4"}})");
  Problems problems;
  ValueError error;
  EXPECT_EQ(read_item(object.get(), error, problems),
            (Item{{"a", AttributeValue::string("2")}, {"b", AttributeValue::string("4")}}));
}

TEST(AttributeValueReaderTest, AnErrorInAPlaceholderNamesItsKey) {
  const ParsedObject object(R"({"ExpressionAttributeValues":{":a":{"S":"x"},":b":{"SS":[]},":c":{}}})");
  Problems problems;
  const Path root;
  ObjectReader members(object.get(), root, problems);
  operations::Placeholders placeholders;
  members.expression_attribute_values(placeholders);
  ASSERT_TRUE(placeholders.values.has_value());
  EXPECT_EQ(placeholders.values->value.size(), 3u);
  EXPECT_EQ(
      placeholders.values->error->message(),
      "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An string set  "
      "may not be empty for key :b");
}

}  // namespace
}  // namespace basalt::wire
