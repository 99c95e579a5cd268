#include "wire/page_wire_test.h"

namespace basalt::testing {
namespace {

using QueryWireTest = PageWireTest;

constexpr std::string_view kOfA =
    R"("TableName":"Lines","KeyConditionExpression":"userId = :u","ExpressionAttributeValues":{":u":{"S":"a"}})";

std::string of_a(std::string_view more) { return "{" + std::string(kOfA) + std::string(more) + "}"; }

TEST_F(QueryWireTest, AnswersAPageInOrder) {
  EXPECT_EQ(ok("Query", of_a("")), R"({"Count":0,"Items":[],"ScannedCount":0})");
  put_line("2", R"(,"note":{"S":"two"})");
  put_line("1");
  EXPECT_EQ(ok("Query", of_a("")), R"({"Count":2,"Items":[{"line":{"N":"1"},"userId":{"S":"a"}},)"
                                   R"({"line":{"N":"2"},"note":{"S":"two"},"userId":{"S":"a"}}],"ScannedCount":2})");
  EXPECT_EQ(ok("Query", of_a(R"(,"ScanIndexForward":false,"Limit":1,"ReturnConsumedCapacity":"TOTAL")")),
            R"({"Count":1,"Items":[{"line":{"N":"2"},"note":{"S":"two"},"userId":{"S":"a"}}],"ScannedCount":1,)"
            R"("LastEvaluatedKey":{"line":{"N":"2"},"userId":{"S":"a"}},)"
            R"("ConsumedCapacity":{"TableName":"Lines","CapacityUnits":0.5}})");
  EXPECT_EQ(ok("Query", of_a(R"(,"ExclusiveStartKey":{"userId":{"S":"a"},"line":{"N":"1"}},"Select":"COUNT")")),
            R"({"Count":1,"ScannedCount":1})");
}

TEST_F(QueryWireTest, LegacyParameters) {
  put_line("1");
  put_line("2", R"(,"note":{"S":"two"})");
  EXPECT_EQ(
      ok("Query", R"({"TableName":"Lines","KeyConditions":{"userId":{"ComparisonOperator":"EQ",)"
                  R"("AttributeValueList":[{"S":"a"}]}},"QueryFilter":{"note":{"ComparisonOperator":"NOT_NULL"}},)"
                  R"("AttributesToGet":["line"]})"),
      R"({"Count":1,"Items":[{"line":{"N":"2"}}],"ScannedCount":2})");
}

TEST_F(QueryWireTest, IndexesShowTheirCapacity) {
  put_line("1", R"(,"state":{"S":"open"},"city":{"S":"Bern"})");
  EXPECT_EQ(ok("Query", of_a(R"(,"IndexName":"ByState","ReturnConsumedCapacity":"INDEXES","ConsistentRead":true)")),
            R"({"Count":1,"Items":[{"line":{"N":"1"},"state":{"S":"open"},"userId":{"S":"a"}}],"ScannedCount":1,)"
            R"("ConsumedCapacity":{"TableName":"Lines","CapacityUnits":1.0,"Table":{"CapacityUnits":0.0},)"
            R"("LocalSecondaryIndexes":{"ByState":{"CapacityUnits":1.0}}}})");
  EXPECT_EQ(ok("Query", R"({"TableName":"Lines","IndexName":"ByCity","KeyConditionExpression":"city = :c",)"
                        R"("ExpressionAttributeValues":{":c":{"S":"Bern"}},"Limit":1,"Select":"COUNT"})"),
            R"({"Count":1,"ScannedCount":1,"LastEvaluatedKey":{"city":{"S":"Bern"},"line":{"N":"1"},)"
            R"("userId":{"S":"a"}}})");
}

TEST_F(QueryWireTest, ConstraintsInTheOrderAwsPrintsThem) {
  EXPECT_EQ(refused("Query", R"({"TableName":"abc;","ReturnConsumedCapacity":"hi","Select":"hi","IndexName":"ab;",)"
                             R"("ConditionalOperator":"AN","AttributesToGet":[]})"),
            validation("6 validation errors detected: "
                       "Value 'hi' at 'select' failed to satisfy constraint: Member must satisfy enum value set: "
                       "[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]; "
                       "Value 'ab;' at 'indexName' failed to satisfy constraint: Member must satisfy regular "
                       "expression pattern: [a-zA-Z0-9_.-]+; "
                       "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum "
                       "value set: [INDEXES, TOTAL, NONE]; "
                       "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular "
                       "expression pattern: [a-zA-Z0-9_.-]+; "
                       "Value 'AN' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum "
                       "value set: [OR, AND]; "
                       "Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater "
                       "than or equal to 1"));
  EXPECT_EQ(refused("Query", of_a(R"(,"Limit":0)")),
            validation("1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have "
                       "value greater than or equal to 1"));
}

TEST_F(QueryWireTest, Refusals) {
  EXPECT_EQ(refused("Query", R"({"TableName":"Lines"})"),
            validation("Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
                       "request."));
  EXPECT_EQ(refused("Query", of_a(R"(,"KeyConditions":{})")),
            validation("Can not use both expression and non-expression parameters in the same request: Non-expression "
                       "parameters: {KeyConditions} Expression parameters: {KeyConditionExpression}"));
  EXPECT_EQ(refused("Query", of_a(R"(,"Select":"SPECIFIC_ATTRIBUTES")")),
            validation("1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when "
                       "choosing to get SPECIFIC_ATTRIBUTES"));
  EXPECT_EQ(refused("Query", of_a(R"(,"ExclusiveStartKey":{"bad":{"S":"p"}})")),
            validation("The provided starting key is invalid"));
  EXPECT_EQ(refused("Query", of_a(R"(,"IndexName":"nowhere")")),
            validation("The table does not have the specified index: nowhere"));
}

}  // namespace
}  // namespace basalt::testing
