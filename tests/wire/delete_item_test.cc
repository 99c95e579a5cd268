#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

using DeleteItemWireTest = ItemWireTest;

TEST_F(DeleteItemWireTest, AnswersTheOldItemWhenAsked) {
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"x":{"N":"1"}}})");
  const std::string erase = R"({"TableName":"Orders","Key":{"userId":{"S":"a"}},"ReturnValues":"ALL_OLD"})";
  EXPECT_EQ(ok("DeleteItem", erase), R"({"Attributes":{"userId":{"S":"a"},"x":{"N":"1"}}})");
  EXPECT_EQ(ok("DeleteItem", erase), "{}");
  EXPECT_EQ(ok("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a"}}})"), "{}");
}

TEST_F(DeleteItemWireTest, ConstraintsInTheOrderAwsPrintsThem) {
  EXPECT_EQ(
      refused("DeleteItem", R"({"TableName":"abc;","ReturnConsumedCapacity":"hi","ReturnItemCollectionMetrics":"hi",)"
                            R"("ReturnValues":"hi"})"),
      validation("5 validation errors detected: "
                 "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value "
                 "set: [INDEXES, TOTAL, NONE]; "
                 "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression "
                 "pattern: [a-zA-Z0-9_.-]+; "
                 "Value 'hi' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: "
                 "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
                 "Value 'hi' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum "
                 "value set: [SIZE, NONE]; "
                 "Value null at 'key' failed to satisfy constraint: Member must not be null"));
}

TEST_F(DeleteItemWireTest, Refusals) {
  EXPECT_EQ(refused("DeleteItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a"}},"ReturnValues":"ALL_NEW"})"),
            validation("ReturnValues can only be ALL_OLD or NONE"));
  EXPECT_EQ(refused("DeleteItem", R"({"TableName":"Orders","Key":{"userId":{"S":"a"}},"ConditionalOperator":"AND"})"),
            validation("ConditionalOperator cannot be used without Filter or Expected"));
}

}  // namespace
}  // namespace basalt::testing
