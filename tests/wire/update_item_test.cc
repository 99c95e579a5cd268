#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

class UpdateItemWireTest : public ItemWireTest {
 protected:
  static std::string with_key(std::string_view more) {
    return R"({"TableName":"Orders","Key":{"userId":{"S":"a"}})" + std::string(more) + "}";
  }
};

TEST_F(UpdateItemWireTest, EveryReturnValuesMode) {
  const auto add = [this](std::string_view return_values) {
    return ok("UpdateItem", with_key(R"(,"UpdateExpression":"ADD n :v","ExpressionAttributeValues":{":v":{"N":"1"}},)"
                                     R"("ReturnValues":")" +
                                     std::string(return_values) + "\""));
  };
  EXPECT_EQ(add("ALL_NEW"), R"({"Attributes":{"n":{"N":"1"},"userId":{"S":"a"}}})");
  EXPECT_EQ(add("UPDATED_NEW"), R"({"Attributes":{"n":{"N":"2"}}})");
  EXPECT_EQ(add("UPDATED_OLD"), R"({"Attributes":{"n":{"N":"2"}}})");
  EXPECT_EQ(add("ALL_OLD"), R"({"Attributes":{"n":{"N":"3"},"userId":{"S":"a"}}})");
  EXPECT_EQ(add("NONE"), "{}");
}

TEST_F(UpdateItemWireTest, AttributeUpdates) {
  EXPECT_EQ(ok("UpdateItem", with_key(R"(,"AttributeUpdates":{"n":{"Action":"ADD","Value":{"N":"5"}},)"
                                      R"("s":{"Value":{"S":"x"}}},"ReturnValues":"ALL_NEW")")),
            R"({"Attributes":{"n":{"N":"5"},"s":{"S":"x"},"userId":{"S":"a"}}})");
}

TEST_F(UpdateItemWireTest, ConstraintsInTheOrderAwsPrintsThem) {
  EXPECT_EQ(
      refused("UpdateItem", R"({"TableName":"abc;","ReturnConsumedCapacity":"hi","ReturnItemCollectionMetrics":"hi",)"
                            R"("ReturnValues":"hi","ConditionalOperator":"XOR"})"),
      validation("6 validation errors detected: "
                 "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value "
                 "set: [INDEXES, TOTAL, NONE]; "
                 "Value 'abc;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression "
                 "pattern: [a-zA-Z0-9_.-]+; "
                 "Value 'hi' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum "
                 "value set: [SIZE, NONE]; "
                 "Value 'hi' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: "
                 "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
                 "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value "
                 "set: [OR, AND]; "
                 "Value null at 'key' failed to satisfy constraint: Member must not be null"));
}

TEST_F(UpdateItemWireTest, ActionsOfAttributeUpdatesAreAnEnum) {
  EXPECT_EQ(refused("UpdateItem", with_key(R"(,"AttributeUpdates":{"n":{"Action":"FOO"}})")),
            validation("1 validation error detected: Value 'FOO' at 'attributeUpdates.n.member.action' failed to "
                       "satisfy constraint: Member must satisfy enum value set: [ADD, PUT, DELETE]"));
}

TEST_F(UpdateItemWireTest, Refusals) {
  EXPECT_EQ(refused("UpdateItem", with_key(R"(,"UpdateExpression":"SET userId = :v",)"
                                           R"("ExpressionAttributeValues":{":v":{"S":"b"}})")),
            validation("One or more parameter values were invalid: Cannot update attribute userId. This attribute is "
                       "part of the key"));
  EXPECT_EQ(refused("UpdateItem", with_key(R"(,"UpdateExpression":"SET n = :v",)"
                                           R"("ExpressionAttributeValues":{":v":{"SS":[]}})")),
            validation("ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: "
                       "An string set  may not be empty for key :v"));
  EXPECT_EQ(refused("UpdateItem", with_key(R"(,"AttributeUpdates":{"n":{"Action":"ADD","Value":{"S":"x"}}})")),
            validation("One or more parameter values were invalid: ADD action is not supported for the type S"));
  EXPECT_EQ(refused("UpdateItem", with_key(R"(,"UpdateExpression":"SET n = m")")),
            validation("The provided expression refers to an attribute that does not exist in the item"));
}

}  // namespace
}  // namespace basalt::testing
