#include "wire/item_encoder.h"

#include <rapidcheck/gtest.h>

#include <string>

#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"
#include "unit/value/generators.h"
#include "unit/wire/parsed_object.h"
#include "wire/attribute_value_reader.h"

namespace basalt::wire {
namespace {

// What a put would store, had it read a tree; nullopt for what is no item.
std::optional<std::string> by_tree(const std::string& json) {
  const ParsedObject object(json);
  Problems problems;
  ValueError error;
  const Item item = read_item(object.get(), error, problems);
  if (error || problems.stopped()) return std::nullopt;
  return basalt::encode_item(item);
}

std::optional<std::string> directly(const std::string& json) {
  const ParsedObject object(json);
  std::string encoded;
  if (!encode_item(object.get(), encoded)) return std::nullopt;
  return encoded;
}

void write_shuffled(const Item& item, std::string& out);

void write_shuffled(const AttributeValue& value, std::string& out) {
  if (const Map* map = value.get_if<Map>()) {
    out += R"({"M":)";
    write_shuffled(*map, out);
    out += '}';
  } else if (const List* list = value.get_if<List>()) {
    out += R"({"L":[)";
    for (size_t i = 0; i < list->size(); ++i) {
      out += i == 0 ? "" : ",";
      write_shuffled((*list)[i], out);
    }
    out += "]}";
  } else {
    write_json(value, out);
  }
}

void write_shuffled(const Item& item, std::string& out) {
  std::vector<const Item::Attribute*> attributes;
  for (const Item::Attribute& attribute : item.attributes()) attributes.push_back(&attribute);
  for (size_t i = attributes.size(); i > 1; --i)
    std::swap(attributes[i - 1], attributes[*rc::gen::inRange<size_t>(0, i)]);
  out += '{';
  for (size_t i = 0; i < attributes.size(); ++i) {
    out += i == 0 ? "" : ",";
    write_json_string(attributes[i]->name, out);
    out += ':';
    write_shuffled(attributes[i]->value, out);
  }
  out += '}';
}

RC_GTEST_PROP(ItemEncoder, WritesWhatTheTreeWould, ()) {
  std::string json;
  write_shuffled(*testing::items(3), json);
  const auto wanted = by_tree(json);
  RC_ASSERT(directly(json) == wanted);
  RC_CLASSIFY(!wanted.has_value());
  if (wanted) RC_ASSERT(validate_item(*wanted));
}

// Members of every datatype, right and wrong, alone and together.
RC_GTEST_PROP(ItemEncoder, TakesNothingThatIsWrong, ()) {
  static const std::vector<std::string> kMembers = {R"("S":"a")",
                                                    R"("S":"")",
                                                    R"("S":1)",
                                                    R"("S":null)",
                                                    R"("S":["a"])",
                                                    R"("N":"1")",
                                                    R"("N":"+1.0")",
                                                    R"("N":"1e126")",
                                                    R"("N":"x")",
                                                    R"("N":1)",
                                                    R"("B":"AAE=")",
                                                    R"("B":"AAE")",
                                                    R"("B":true)",
                                                    R"("BOOL":true)",
                                                    R"("BOOL":"true")",
                                                    R"("NULL":true)",
                                                    R"("NULL":false)",
                                                    R"("NULL":"true")",
                                                    R"("SS":["b","a"])",
                                                    R"("SS":["a","a"])",
                                                    R"("SS":[])",
                                                    R"("SS":"a")",
                                                    R"("SS":[1])",
                                                    R"("NS":["2","1"])",
                                                    R"("NS":["1","1.0"])",
                                                    R"("NS":[])",
                                                    R"("NS":["x"])",
                                                    R"("BS":["AA==","AQ=="])",
                                                    R"("BS":["AA==","AA=="])",
                                                    R"("BS":["A"])",
                                                    R"("L":[])",
                                                    R"("L":[{"S":"a"},{"N":"1"}])",
                                                    R"("L":["a"])",
                                                    R"("L":{})",
                                                    R"("L":[{}])",
                                                    R"("M":{})",
                                                    R"("M":{"b":{"S":"1"},"a":{"S":"2"}})",
                                                    R"("M":{"a":{"S":"1"},"a":{"S":"2"}})",
                                                    R"("M":[])",
                                                    R"("M":{"":{"S":"1"}})",
                                                    R"("X":"a")",
                                                    R"("s":"a")"};
  std::string json = "{";
  for (const char* name : {"d", "a", "c"}) {
    json += json.size() == 1 ? "" : ",";
    json += '"' + std::string(name) + R"(":{)";
    const int members = *rc::gen::inRange(0, 10);
    for (int i = 0; i < (members == 0 ? 0 : members == 1 ? 2 : 1); ++i) {
      json += (i == 0 ? "" : ",") + *rc::gen::elementOf(kMembers);
    }
    json += '}';
  }
  json += '}';
  const auto encoded = directly(json);
  // What is not quite as it should be may be left to the tree, which then finds an item all the same.
  if (encoded) RC_ASSERT(encoded == by_tree(json));
}

TEST(ItemEncoder, LeavesToTheTreeWhatIsUnusual) {
  for (const char* json :
       {R"({"a":{"S":"1"},"b":{"S":"x"},"a":{"S":"2"}})", R"({"a":{"S":"1","N":null}})", R"({"a":{"BOOL":"true"}})"}) {
    EXPECT_EQ(directly(json), std::nullopt) << json;
    EXPECT_NE(by_tree(json), std::nullopt) << json;
  }
}

TEST(ItemEncoder, TakesWhatIsUsual) {
  for (const char* json :
       {R"({})", R"({"a":{"S":"1"}})", R"({"b":{"N":"-0.50"},"a":{"B":"AAE="}})",
        R"({"a":{"BOOL":false},"b":{"NULL":true}})",
        R"({"a":{"SS":["b","a","\n"]},"b":{"NS":["10","9"]},"c":{"BS":["AQ==","AA=="]}})",
        R"({"z":{"M":{"y":{"L":[{"M":{"d":{"S":"1"},"c":{"S":"2"}}}]},"x":{"S":"\u00e9\""}}},"a":{"L":[]}})"}) {
    EXPECT_NE(directly(json), std::nullopt) << json;
    EXPECT_EQ(directly(json), by_tree(json)) << json;
  }
}

std::string nested(int containers) {
  std::string json = R"({"S":"x"})";
  for (int i = 0; i < containers; ++i) json = i % 2 == 0 ? R"({"L":[)" + json + "]}" : R"({"M":{"a":)" + json + "}}";
  return R"({"top":)" + json + "}";
}

TEST(ItemEncoder, GoesAsDeepAsTheTree) {
  EXPECT_NE(directly(nested(kMaxContainersAround)), std::nullopt);
  EXPECT_EQ(directly(nested(kMaxContainersAround)), by_tree(nested(kMaxContainersAround)));
  EXPECT_EQ(directly(nested(kMaxContainersAround + 1)), std::nullopt);
  EXPECT_EQ(directly(nested(400)), std::nullopt);
}

TEST(ItemEncoder, AppendsToWhatIsThere) {
  const ParsedObject object(R"({"a":{"SS":["x","y"]}})");
  std::string out = "before";
  ASSERT_TRUE(encode_item(object.get(), out));
  EXPECT_EQ(out, "before" + basalt::encode_item(Item{{"a", AttributeValue::string_set({"x", "y"})}}));
}

}  // namespace
}  // namespace basalt::wire
