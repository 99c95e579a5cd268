#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

using GetItemWireTest = ItemWireTest;

constexpr std::string_view kKey = R"("TableName":"Orders","Key":{"userId":{"S":"a"}})";

std::string with_key(std::string_view more) { return "{" + std::string(kKey) + std::string(more) + "}"; }

TEST_F(GetItemWireTest, AnswersTheItemOrAnEmptyObject) {
  EXPECT_EQ(ok("GetItem", with_key("")), "{}");
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"tags":{"SS":["y","x"]},"gone":{"NULL":true},)"
                R"("raw":{"B":"AAE="},"list":{"L":[{"BOOL":true},{"M":{"n":{"N":"1e2"}}}]}}})");
  EXPECT_EQ(ok("GetItem", with_key("")),
            R"({"Item":{"gone":{"NULL":true},"list":{"L":[{"BOOL":true},{"M":{"n":{"N":"100"}}}]},)"
            R"("raw":{"B":"AAE="},"tags":{"SS":["x","y"]},"userId":{"S":"a"}}})");
}

TEST_F(GetItemWireTest, ProjectionAndCapacity) {
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"x":{"N":"1"},"y":{"N":"2"}}})");
  EXPECT_EQ(ok("GetItem", with_key(R"(,"ProjectionExpression":"y","ReturnConsumedCapacity":"TOTAL")")),
            R"({"Item":{"y":{"N":"2"}},"ConsumedCapacity":{"TableName":"Orders","CapacityUnits":0.5}})");
  EXPECT_EQ(ok("GetItem", with_key(R"(,"AttributesToGet":["z"],"ConsistentRead":true)")), R"({"Item":{}})");
}

TEST_F(GetItemWireTest, ATableNamedByItsArnIsAnsweredByIt) {
  constexpr std::string_view kArn = "arn:aws:dynamodb:us-east-1:000000000000:table/Orders";
  const std::string table = R"({"TableName":")" + std::string(kArn) + R"(","ReturnConsumedCapacity":"TOTAL",)";
  EXPECT_EQ(ok("PutItem", table + R"("Item":{"userId":{"S":"a"}}})"),
            R"({"ConsumedCapacity":{"TableName":")" + std::string(kArn) + R"(","CapacityUnits":1.0}})");
  EXPECT_EQ(ok("GetItem", table + R"("Key":{"userId":{"S":"a"}}})"),
            R"({"Item":{"userId":{"S":"a"}},"ConsumedCapacity":{"TableName":")" + std::string(kArn) +
                R"(","CapacityUnits":0.5}})");
}

TEST_F(GetItemWireTest, ConstraintsInTheOrderAwsPrintsThem) {
  EXPECT_EQ(
      refused("GetItem", R"({"TableName":"abc;","ReturnConsumedCapacity":"hi","AttributesToGet":[]})"),
      validation("4 validation errors detected: "
                 "Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than "
                 "or equal to 1; "
                 "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value "
                 "set: [INDEXES, TOTAL, NONE]; "
                 "Value null at 'key' failed to satisfy constraint: Member must not be null; "
                 "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression "
                 "pattern: [a-zA-Z0-9_.-]+"));
}

TEST_F(GetItemWireTest, Refusals) {
  EXPECT_EQ(refused("GetItem", R"({"TableName":"Nowhere","Key":{"userId":{"S":"a"}}})"),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",)"
            R"("message":"Requested resource not found"})");
  EXPECT_EQ(refused("GetItem", R"({"TableName":"Orders","Key":{"userId":{"N":"1"}}})"),
            validation("The provided key element does not match the schema"));
  EXPECT_EQ(refused("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":""}}})"),
            validation("One or more parameter values are not valid. The AttributeValue for a key attribute cannot "
                       "contain an empty string value. Key: userId"));
  EXPECT_EQ(refused("GetItem", R"({"TableName":"Orders","Key":{"userId":{"N":"x"}}})"),
            validation("The parameter cannot be converted to a numeric value: x"));
  EXPECT_EQ(refused("GetItem", with_key(R"(,"AttributesToGet":["z","z"])")),
            validation("One or more parameter values were invalid: Duplicate value in attribute name: z"));
}

}  // namespace
}  // namespace basalt::testing
