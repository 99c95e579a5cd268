#include "basalt/value/dynamodb_json.h"

#include <rapidcheck/gtest.h>

#include "unit/value/generators.h"

namespace basalt {
namespace {

template <class T>
std::string json_of(const T& value) {
  std::string out = ">";
  write_json(value, out);
  return out.substr(1);
}

std::string json_of_stored(const AttributeValue& value) {
  std::string bytes;
  encode_value(value, bytes);
  return json_of(ValueView::read(bytes));
}

TEST(DynamodbJson, WritesEveryType) {
  const std::pair<AttributeValue, const char*> cases[] = {
      {AttributeValue::string("hi \"there\""), R"({"S":"hi \"there\""})"},
      {AttributeValue::string(""), R"({"S":""})"},
      {AttributeValue::number(*Decimal::parse("-1.50")), R"({"N":"-1.5"})"},
      {AttributeValue::binary(std::string("\0\xff", 2)), R"({"B":"AP8="})"},
      {AttributeValue::string_set({"b\n", "a"}), R"({"SS":["a","b\n"]})"},
      {AttributeValue::number_set({Decimal::from_int(10), Decimal::from_int(9)}), R"({"NS":["9","10"]})"},
      {AttributeValue::binary_set({{"b"}, {"a"}}), R"({"BS":["YQ==","Yg=="]})"},
      {AttributeValue::map({}), R"({"M":{}})"},
      {AttributeValue::list({}), R"({"L":[]})"},
      {AttributeValue::list({AttributeValue::null(), AttributeValue::map({{"k\t", AttributeValue::boolean(false)}})}),
       R"({"L":[{"NULL":true},{"M":{"k\t":{"BOOL":false}}}]})"},
      {AttributeValue::boolean(true), R"({"BOOL":true})"},
  };
  for (const auto& [value, json] : cases) {
    EXPECT_EQ(json_of(value), json);
    EXPECT_EQ(json_of_stored(value), json);
  }
}

TEST(DynamodbJson, WritesItems) {
  const Item item{{"b\"", AttributeValue::integer(1)}, {"a", AttributeValue::string("x")}};
  const std::string expected = R"({"a":{"S":"x"},"b\"":{"N":"1"}})";
  EXPECT_EQ(json_of(item), expected);
  EXPECT_EQ(json_of(ItemView(encode_item(item))), expected);
  EXPECT_EQ(json_of(ItemView()), "{}");
}

// Around the writer's own buffer: sizes just below, at and above what it holds.
TEST(DynamodbJson, WritesValuesOfAnySize) {
  for (const size_t size : {1500, 2047, 2048, 2049, 3000, 4090, 4096, 5000, 100000}) {
    const std::string text(size, 'x');
    EXPECT_EQ(json_of_stored(AttributeValue::string(text)), R"({"S":")" + text + R"("})");
    std::string quotes;
    for (size_t i = 0; i < size; ++i) quotes += "\\\"";
    EXPECT_EQ(json_of_stored(AttributeValue::string(std::string(size, '"'))), R"({"S":")" + quotes + R"("})");
    std::string base64;
    write_base64(text, base64);
    EXPECT_EQ(json_of_stored(AttributeValue::binary(text)), R"({"B":")" + base64 + R"("})");
  }
}

RC_GTEST_PROP(DynamodbJsonProperty, StoredBytesAndTreesReadTheSame, ()) {
  const Item item = *testing::items(3);
  RC_ASSERT(json_of(ItemView(encode_item(item))) == json_of(item));
}

}  // namespace
}  // namespace basalt
