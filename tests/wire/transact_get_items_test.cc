#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kAction = "TransactGetItems";

class TransactGetItemsWireTest : public ItemWireTest {
 protected:
  TransactGetItemsWireTest() {
    ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"a"},"n":{"N":"1"},"m":{"S":"x"}}})");
  }
  static std::string items(std::string_view gets, std::string_view more = "") {
    return R"({"TransactItems":[)" + std::string(gets) + "]" + std::string(more) + "}";
  }
  static std::string get(std::string_view id, std::string_view more = "") {
    return R"({"Get":{"TableName":"Orders","Key":{"userId":{"S":")" + std::string(id) + "\"}}" + std::string(more) +
           "}}";
  }
};

TEST_F(TransactGetItemsWireTest, ItemsInTheOrderOfTheGets) {
  EXPECT_EQ(ok(kAction, items(get("none") + "," + get("a"))),
            R"({"Responses":[{},{"Item":{"m":{"S":"x"},"n":{"N":"1"},"userId":{"S":"a"}}}]})");
}

TEST_F(TransactGetItemsWireTest, AProjectionThatMatchesNothingShowsNoItem) {
  EXPECT_EQ(ok(kAction, items(get("a", R"(,"ProjectionExpression":"#n","ExpressionAttributeNames":{"#n":"n"})"))),
            R"({"Responses":[{"Item":{"n":{"N":"1"}}}]})");
  EXPECT_EQ(ok(kAction, items(get("a", R"(,"ProjectionExpression":"nothing")"))), R"({"Responses":[{}]})");
}

TEST_F(TransactGetItemsWireTest, TwoReadUnitsEach) {
  EXPECT_EQ(ok(kAction, items(get("a") + "," + get("none"), R"(,"ReturnConsumedCapacity":"INDEXES")")),
            R"({"Responses":[{"Item":{"m":{"S":"x"},"n":{"N":"1"},"userId":{"S":"a"}}},{}],"ConsumedCapacity":[)"
            R"({"TableName":"Orders","CapacityUnits":4.0,"ReadCapacityUnits":4.0,)"
            R"("Table":{"CapacityUnits":4.0,"ReadCapacityUnits":4.0}}]})");
}

TEST_F(TransactGetItemsWireTest, Refusals) {
  EXPECT_EQ(refused(kAction, items("")),
            validation("1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: "
                       "Member must have length greater than or equal to 1"));
  EXPECT_EQ(refused(kAction, items("{}")),
            validation("1 validation error detected: Value null at 'transactItems.1.member.get' failed to satisfy "
                       "constraint: Member must not be null"));
  EXPECT_EQ(refused(kAction, items(get("a") + "," + get("a"))),
            validation("Transaction request cannot include multiple operations on one item"));
  EXPECT_EQ(refused(kAction, items(R"({"Get":{"TableName":"Missing","Key":{}}},)" +
                                   get("a", R"(,"ProjectionExpression":"!!!")"))),
            validation(R"(Invalid ProjectionExpression: Syntax error; token: \"!\", near: \"!!\")"))
      << "before any table is looked for";
  EXPECT_EQ(
      refused(kAction, items(get("a") + R"(,{"Get":{"TableName":"Orders","Key":{}}})")),
      R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","CancellationReasons":[)"
      R"({"Code":"None"},{"Code":"ValidationError","Message":"The provided key element does not match the schema"}],)"
      R"("Message":"Transaction cancelled, please refer cancellation reasons for specific reasons )"
      R"([None, ValidationError]"})");
}

}  // namespace
}  // namespace basalt::testing
