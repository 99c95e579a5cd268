#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

using PutItemWireTest = ItemWireTest;

TEST_F(PutItemWireTest, AnswersAnEmptyObject) {
  EXPECT_EQ(ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"}}})"), "{}");
}

TEST_F(PutItemWireTest, AnswersOldAttributesAndCapacity) {
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"total":{"N":"12.50"}}})");
  EXPECT_EQ(ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"}},"ReturnValues":"ALL_OLD",)"
                          R"("ReturnConsumedCapacity":"INDEXES"})"),
            R"({"Attributes":{"total":{"N":"12.5"},"userId":{"S":"a"}},)"
            R"("ConsumedCapacity":{"TableName":"Orders","CapacityUnits":1.0,"Table":{"CapacityUnits":1.0}}})");
}

TEST_F(PutItemWireTest, AFailedConditionShowsTheItemWhenAsked) {
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"}}})");
  EXPECT_EQ(refused("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"}},)"
                               R"_("ConditionExpression":"attribute_not_exists(userId)",)_"
                               R"("ReturnValuesOnConditionCheckFailure":"ALL_OLD"})"),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
            R"("message":"The conditional request failed","Item":{"userId":{"S":"a"}}})");
}

TEST_F(PutItemWireTest, ConstraintsInTheOrderAwsPrintsThem) {
  EXPECT_EQ(
      refused("PutItem", R"({"TableName":"abc;","ReturnConsumedCapacity":"hi","ReturnItemCollectionMetrics":"hi",)"
                         R"("ReturnValues":"hi"})"),
      validation("5 validation errors detected: "
                 "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value "
                 "set: [INDEXES, TOTAL, NONE]; "
                 "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression "
                 "pattern: [a-zA-Z0-9_.-]+; "
                 "Value null at 'item' failed to satisfy constraint: Member must not be null; "
                 "Value 'hi' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: "
                 "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
                 "Value 'hi' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum "
                 "value set: [SIZE, NONE]"));
}

TEST_F(PutItemWireTest, AttributeNamesAreNotEmpty) {
  EXPECT_EQ(refused("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"x":{"SS":[]},"":{"S":"b"}}})"),
            validation("Empty attribute name"));
  EXPECT_EQ(refused("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"x":{"M":{"":{"S":"b"}}}}})"),
            validation("Empty attribute name"));
}

TEST_F(PutItemWireTest, ExpectedAndConditionExpressionDoNotMix) {
  EXPECT_EQ(refused("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"}},"ConditionExpression":"a = b",)"
                               R"("Expected":{"userId":{"Exists":false}}})"),
            validation("Can not use both expression and non-expression parameters in the same request: Non-expression "
                       "parameters: {Expected} Expression parameters: {ConditionExpression}"));
}

TEST_F(PutItemWireTest, ExpectedIsACondition) {
  const std::string body =
      R"({"TableName":"Orders","Item":{"userId":{"S":"a"}},"Expected":{"userId":{"Exists":false}}})";
  EXPECT_EQ(ok("PutItem", body), "{}");
  EXPECT_EQ(refused("PutItem", body), R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
                                      R"("message":"The conditional request failed"})");
}

}  // namespace
}  // namespace basalt::testing
