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

// What write_json makes of items one after another, put together from single ones.
std::string json_of_each(const std::vector<Item>& items) {
  std::string json;
  for (const Item& item : items) json += (json.empty() ? "" : ",") + json_of(item);
  return "[" + json + "]";
}

std::string json_of_packed(const std::vector<Item>& items) {
  std::string bytes;
  std::vector<uint32_t> ends;
  for (const Item& item : items) {
    encode_item(item, bytes);
    ends.push_back(static_cast<uint32_t>(bytes.size()));
  }
  // In memory of just their size: reading beyond it shows.
  const std::vector<char> exact(bytes.begin(), bytes.end());
  return json_of(PackedItems{{exact.data(), exact.size()}, ends});
}

TEST(DynamodbJson, WritesArraysOfItems) {
  const Item item{{"a", AttributeValue::string("x")}, {"n", AttributeValue::integer(1)}};
  EXPECT_EQ(json_of_packed({}), "[]");
  EXPECT_EQ(json_of_packed({Item{}}), "[{}]");
  EXPECT_EQ(json_of_packed({item, item, Item{}, item}),
            R"([{"a":{"S":"x"},"n":{"N":"1"}},{"a":{"S":"x"},"n":{"N":"1"}},{},{"a":{"S":"x"},"n":{"N":"1"}}])");
}

// Texts of every size around the limits of the writer, plain and not, behind names that it has seen.
TEST(DynamodbJson, WritesItemsOfOneShapeWithTextsOfAnySize) {
  std::vector<Item> items;
  for (size_t size = 0; size < 1100; ++size) {
    std::string text(size, 'x');
    if (size % 3 == 0) text.append("\xc3\xa9");
    if (size % 7 == 0) text.insert(size / 2, 1, static_cast<char>(size % 0x23));
    items.push_back({{"pk", AttributeValue::string(std::string(size % 40, 'p'))},
                     {"number", AttributeValue::integer(static_cast<int64_t>(size) - 500)},
                     {"text", AttributeValue::string(text)}});
  }
  EXPECT_EQ(json_of_packed(items), json_of_each(items));
}

// Names as long as are remembered and longer ones, names that need escapes, more attributes than places.
TEST(DynamodbJson, WritesItemsOfManyShapes) {
  const AttributeValue values[] = {
      AttributeValue::string("plain"),
      AttributeValue::string("not \"plain\""),
      AttributeValue::integer(17),
      AttributeValue::number(*Decimal::parse("1E-130")),
      AttributeValue::number(*Decimal::parse("-9.9999999999999999999999999999999999999E+125")),
      AttributeValue::binary("\xff"),
      AttributeValue::null(),
      AttributeValue::map({{"pk", AttributeValue::string("inner")}})};
  std::vector<Item> items;
  for (size_t round = 0; round < 200; ++round) {
    Item item;
    for (size_t i = 0; i < round % 25; ++i) {
      std::string name(1 + (i + round / 50) % 20, static_cast<char>('a' + i));
      if ((i + round) % 11 == 0) name.back() = '\n';
      item.set(name, values[(i * 3 + round / 7) % std::size(values)]);
    }
    items.push_back(item);
    if (round % 4 == 0) items.push_back(item);
  }
  EXPECT_EQ(json_of_packed(items), json_of_each(items));
}

RC_GTEST_PROP(DynamodbJsonProperty, PackedItemsReadLikeEach, ()) {
  std::vector<Item> items;
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) items.push_back(*testing::items(2));
  const std::vector<Item> first = items;
  items.insert(items.end(), first.begin(), first.end());
  RC_ASSERT(json_of_packed(items) == json_of_each(items));
}

RC_GTEST_PROP(DynamodbJsonProperty, StoredBytesAndTreesReadTheSame, ()) {
  const Item item = *testing::items(3);
  RC_ASSERT(json_of(ItemView(encode_item(item))) == json_of(item));
}

}  // namespace
}  // namespace basalt
