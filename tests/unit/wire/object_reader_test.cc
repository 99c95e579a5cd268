#include "wire/object_reader.h"

#include "gtest/gtest.h"
#include "unit/wire/parsed_object.h"

namespace basalt::wire {
namespace {

// Reads one object and tells what was wrong with it.
class ObjectReaderTest : public ::testing::Test {
 protected:
  template <class Read>
  std::string message(const std::string& json, Read&& read) {
    const ParsedObject object(json);
    Problems problems;
    const Path root;
    ObjectReader members(object.get(), root, problems);
    read(members);
    const auto error = problems.error();
    return error ? error->message() : std::string();
  }
};

TEST_F(ObjectReaderTest, StringsWithinTheirRule) {
  const StringRule rule{.required = true, .min_length = 3, .max_length = 5, .pattern = kNamePattern};
  std::string out = "kept";
  const auto read = [&](ObjectReader& members) { members.string("Name", out, rule); };
  EXPECT_EQ(message(R"({"Name":"abc"})", read), "");
  EXPECT_EQ(out, "abc");
  EXPECT_EQ(message(R"({"Name":null})", read),
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null");
  EXPECT_EQ(message(R"({"Name":"a;"})", read),
            "2 validation errors detected: Value 'a;' at 'name' failed to satisfy constraint: Member must satisfy "
            "regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a;' at 'name' failed to satisfy constraint: Member "
            "must have length greater than or equal to 3");
  EXPECT_EQ(message(R"({"Name":""})", read),
            "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length "
            "greater than or equal to 3");
}

TEST_F(ObjectReaderTest, LengthsAreInCharacters) {
  std::string out;
  const auto read = [&](ObjectReader& members) { members.string("Name", out, {.max_length = 2}); };
  EXPECT_EQ(message("{\"Name\":\"\xc3\xa9\xf0\x9f\x98\x80\"}", read), "");
  EXPECT_NE(message(R"({"Name":"abc"})", read), "");
}

TEST_F(ObjectReaderTest, NumbersAreCutAndHeldInTheirRange) {
  std::optional<int32_t> small;
  std::optional<int64_t> large;
  const auto read = [&](ObjectReader& members) {
    members.integer("A", small);
    members.integer("B", large);
  };
  EXPECT_EQ(message(R"({"A":34.56,"B":-0.5})", read), "");
  EXPECT_EQ(small, 34);
  EXPECT_EQ(large, -1);
  EXPECT_EQ(message(R"({"A":2147483648,"B":18446744073709551615})", read), "");
  EXPECT_EQ(small, 2147483647);
  EXPECT_EQ(large, INT64_MAX);
  EXPECT_EQ(message(R"({"A":-1e300,"B":1e300})", read), "");
  EXPECT_EQ(small, INT32_MIN);
  EXPECT_EQ(large, INT64_MAX);
}

TEST_F(ObjectReaderTest, TableNames) {
  std::string out;
  const auto item = [&](ObjectReader& members) { members.table_name(out); };
  EXPECT_EQ(message(R"({"TableName":"a"})", item), "");
  EXPECT_EQ(
      message(R"({"TableName":""})", item),
      "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length "
      "greater than or equal to 1");
  EXPECT_EQ(message(R"({"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/abc"})", item), "");
  EXPECT_NE(message(R"({"TableName":"arn:)" + std::string(1021, 'a') + "\"}", item), "");
  EXPECT_EQ(message("{}", [&](ObjectReader& members) { members.control_plane_table_name(out); }),
            "The parameter 'TableName' is required but was not present in the request");
}

TEST_F(ObjectReaderTest, CollectionsPrintWhole) {
  std::optional<std::vector<std::string>> names;
  EXPECT_EQ(message(R"({"Names":["a","b"]})",
                    [&](ObjectReader& members) { members.string_list("Names", names, {.max_size = 1}); }),
            "1 validation error detected: Value '[a, b]' at 'names' failed to satisfy constraint: Member must have "
            "length less than or equal to 1");
  EXPECT_EQ(message(R"({"Map":{"t":[{"A":1,"b":{"c":true}}]}})",
                    [&](ObjectReader& members) { (void)members.map("Map", {.min_size = 2, .shape = "Thing"}); }),
            "1 validation error detected: Value '{t=[Thing(a=1, b={c=true})]}' at 'map' failed to satisfy constraint: "
            "Member must have length greater than or equal to 2");
}

TEST_F(ObjectReaderTest, StructuresInListsAndMapsKnowTheirPlace) {
  std::string out;
  const auto read_name = [&](ObjectReader& member) { member.string("Name", out, {.required = true}); };
  EXPECT_EQ(message(R"({"List":[{"Name":"a"},{}]})",
                    [&](ObjectReader& members) {
                      members.list_of_structures(
                          "List", {.shape = "Thing"}, [](size_t) {}, read_name);
                    }),
            "1 validation error detected: Value null at 'list.2.member.name' failed to satisfy constraint: Member must "
            "not be null");
  EXPECT_EQ(message(R"({"Map":{"k":{}}})",
                    [&](ObjectReader& members) {
                      members.map_of_structures(
                          "Map", {.shape = "Thing"}, [](size_t) {},
                          [&](std::string_view, ObjectReader& member) { read_name(member); });
                    }),
            "1 validation error detected: Value null at 'map.k.member.name' failed to satisfy constraint: Member must "
            "not be null");
  EXPECT_EQ(message(R"({"List":[null]})",
                    [&](ObjectReader& members) {
                      members.list_of_structures(
                          "List", {.shape = "Thing"}, [](size_t) {}, read_name);
                    }),
            "1 validation error detected: Value null at 'list.1.member.name' failed to satisfy constraint: Member must "
            "not be null");
}

}  // namespace
}  // namespace basalt::wire
