#include "wire/page_wire_test.h"

namespace basalt::testing {
namespace {

using BatchGetItemWireTest = PageWireTest;

std::string keys_of(std::string_view table, std::string_view keys, std::string_view more = "") {
  return R"({"RequestItems":{")" + std::string(table) + R"(":{"Keys":)" + std::string(keys) + std::string(more) + "}}}";
}

TEST_F(BatchGetItemWireTest, AnswersByTable) {
  put_line("1", R"(,"note":{"S":"n"})");
  EXPECT_EQ(ok("BatchGetItem",
               R"({"RequestItems":{"Lines":{"Keys":[{"userId":{"S":"a"},"line":{"N":"1"}}],)"
               R"("ProjectionExpression":"#n","ExpressionAttributeNames":{"#n":"note"}},)"
               R"("Orders":{"Keys":[{"userId":{"S":"x"}}],"ConsistentRead":true}},"ReturnConsumedCapacity":"TOTAL"})"),
            R"({"Responses":{"Lines":[{"note":{"S":"n"}}],"Orders":[]},"UnprocessedKeys":{},)"
            R"("ConsumedCapacity":[{"TableName":"Lines","CapacityUnits":0.5},)"
            R"({"TableName":"Orders","CapacityUnits":1.0}]})");
}

TEST_F(BatchGetItemWireTest, RequestItemsAreNeeded) {
  const std::string expected = validation("The requestItems parameter is required for BatchGetItem");
  EXPECT_EQ(refused("BatchGetItem", "{}"), expected);
  EXPECT_EQ(refused("BatchGetItem", R"({"RequestItems":{}})"), expected);
}

TEST_F(BatchGetItemWireTest, Constraints) {
  EXPECT_EQ(refused("BatchGetItem", keys_of("Lines", "[]")),
            validation("1 validation error detected: Value at 'RequestItems.Lines.member.Keys' failed to satisfy "
                       "constraint: Member must have length greater than or equal to 1"));
  std::string keys = "[";
  for (int i = 0; i < 101; ++i) keys += std::string(i == 0 ? "" : ",") + R"({"a":{"N":")" + std::to_string(i) + "\"}}";
  EXPECT_EQ(refused("BatchGetItem", keys_of("Lines", keys + "]")),
            validation("1 validation error detected: Value at 'RequestItems.Lines.member.Keys' failed to satisfy "
                       "constraint: Member must have length less than or equal to 100"));
  EXPECT_EQ(refused("BatchGetItem", keys_of("bad!name", R"([{"pk":{"S":"a"}}])")),
            validation(R"(1 validation error detected: Value '{\"bad!name\":{\"Keys\":[{\"pk\":{\"S\":\"a\"}}]}}' at )"
                       "'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must "
                       "have length less than or equal to 255, Member must have length greater than or equal to 3, "
                       "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]"));
}

TEST_F(BatchGetItemWireTest, Refusals) {
  EXPECT_EQ(refused("BatchGetItem", keys_of("Orders", R"([{"userId":{"S":"a"}},{"userId":{"S":"a"}}])")),
            validation("Provided list of item keys contains duplicates"));
  EXPECT_EQ(
      refused("BatchGetItem", keys_of("Orders", R"([{"userId":{"S":"a"}}])", R"(,"ProjectionExpression":"a, a")")),
      validation("Invalid ProjectionExpression: Two document paths overlap with each other; must remove or "
                 "rewrite one of these paths; path one: [a], path two: [a]"));
  EXPECT_EQ(refused("BatchGetItem", keys_of("Nowhere", R"([{"userId":{"S":"a"}}])")),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",)"
            R"("message":"Requested resource not found"})");
}

}  // namespace
}  // namespace basalt::testing
