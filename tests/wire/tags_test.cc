#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kArn = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab";

class TagsWireTest : public TableWireTest {
 protected:
  static std::string body(std::string_view members = "", std::string_view arn = kArn) {
    return R"({"ResourceArn":")" + std::string(arn) + "\"" + std::string(members) + "}";
  }
};

TEST_F(TagsWireTest, TagsComeWithTheTableAndChange) {
  create(R"(,"Tags":[{"Key":"env","Value":"test"}])");
  EXPECT_EQ(ok("TagResource", body(R"(,"Tags":[{"Key":"team","Value":"a"},{"Key":"env","Value":"live"}])")), "");
  EXPECT_EQ(ok("ListTagsOfResource", body()), R"({"Tags":[{"Key":"env","Value":"live"},{"Key":"team","Value":"a"}]})");
  EXPECT_EQ(ok("UntagResource", body(R"(,"TagKeys":["env","never"])")), "");
  EXPECT_EQ(ok("ListTagsOfResource", body()), R"({"Tags":[{"Key":"team","Value":"a"}]})");
}

TEST_F(TagsWireTest, TenTagsAPage) {
  std::string tags;
  for (int i = 10; i < 21; ++i) {
    tags += std::string(tags.empty() ? "" : ",") + R"({"Key":"k)" + std::to_string(i) + R"(","Value":""})";
  }
  create(R"(,"Tags":[)" + tags + "]");
  const std::string first = ok("ListTagsOfResource", body());
  EXPECT_EQ(member(first, "NextToken"), "\"k19\"");
  EXPECT_EQ(ok("ListTagsOfResource", body(R"(,"NextToken":"k19")")), R"({"Tags":[{"Key":"k20","Value":""}]})");
}

TEST_F(TagsWireTest, Refusals) {
  create();
  EXPECT_EQ(refused("TagResource", "{\"Tags\":[]}"), validation("Invalid TableArn"));
  EXPECT_EQ(refused("TagResource", body(R"(,"Tags":[{"Key":"a","Value":"b"}])", "not-a-valid-arn")),
            invalid("ARNs must start with 'arn:': not-a-valid-arn"));
  EXPECT_EQ(refused("TagResource", body()), validation("1 validation error detected: Value null at 'tags' failed to "
                                                       "satisfy constraint: Member must not be null"));
  EXPECT_EQ(refused("TagResource", body(R"(,"Tags":[])")),
            validation("Atleast one Tag needs to be provided as Input."));
  EXPECT_EQ(refused("UntagResource", body(R"(,"TagKeys":[])")),
            validation("Atleast one Tag Key needs to be provided as Input."));
  EXPECT_EQ(refused("TagResource", body(R"(,"Tags":[{"Key":"aws:x","Value":"b"}])")),
            validation("Tag Key cannot be prefixed with aws:, Key: aws:x"));
  EXPECT_EQ(refused("TagResource", body(R"(,"Tags":[{"Key":"a","Value":"b"},{"Key":"a","Value":"c"}])")),
            validation("Duplicate Tag Keys provided as input: Duplicate Tag Key found a"));
  std::string tags;
  for (int i = 0; i < 51; ++i) {
    tags += std::string(i == 0 ? "" : ",") + R"({"Key":"k)" + std::to_string(i) + R"(","Value":"v"})";
  }
  EXPECT_EQ(refused("TagResource", body(R"(,"Tags":[)" + tags + "]")),
            validation("Number of Tags exceed the current limit for the provided ResourceArn"));
  const std::string unknown = "arn:aws:dynamodb:us-east-1:000000000000:table/Nope";
  EXPECT_EQ(refused("ListTagsOfResource", body("", unknown)),
            not_found("Requested resource not found: ResourcArn: " + unknown + " not found"));
}

}  // namespace
}  // namespace basalt::testing
