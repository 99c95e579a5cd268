#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kAction = "TransactWriteItems";

class TransactWriteItemsWireTest : public ItemWireTest {
 protected:
  static std::string items(std::string_view actions) { return R"({"TransactItems":[)" + std::string(actions) + "]}"; }
  static std::string put(std::string_view id, std::string_view more = "") {
    return R"({"Put":{"TableName":"Orders","Item":{"userId":{"S":")" + std::string(id) + "\"}}" + std::string(more) +
           "}}";
  }
  static std::string cancelled(std::string_view reasons, std::string_view codes) {
    return R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","CancellationReasons":[)" +
           std::string(reasons) +
           R"(],"Message":"Transaction cancelled, please refer cancellation reasons for specific reasons [)" +
           std::string(codes) + "]\"}";
  }
  std::string get(std::string_view id) {
    return ok("GetItem", R"({"TableName":"Orders","Key":{"userId":{"S":")" + std::string(id) + "\"}}}");
  }
};

TEST_F(TransactWriteItemsWireTest, AllFourActionsTogether) {
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"gone"}}})");
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"asked"},"n":{"N":"1"}}})");
  EXPECT_EQ(ok(kAction, items(put("new") + R"(,
    {"Update":{"TableName":"Orders","Key":{"userId":{"S":"changed"}},"UpdateExpression":"SET n = :n",
               "ExpressionAttributeValues":{":n":{"N":"5"}}}},
    {"Delete":{"TableName":"Orders","Key":{"userId":{"S":"gone"}}}},
    {"ConditionCheck":{"TableName":"Orders","Key":{"userId":{"S":"asked"}},"ConditionExpression":"n = :n",
                       "ExpressionAttributeValues":{":n":{"N":"1"}}}})")),
            "{}");
  EXPECT_EQ(get("new"), R"({"Item":{"userId":{"S":"new"}}})");
  EXPECT_EQ(get("changed"), R"({"Item":{"n":{"N":"5"},"userId":{"S":"changed"}}})");
  EXPECT_EQ(get("gone"), "{}");
}

TEST_F(TransactWriteItemsWireTest, AReasonForEachAction) {
  ok("PutItem", R"({"TableName":"Orders","Item":{"userId":{"S":"there"}}})");
  EXPECT_EQ(refused(kAction, items(put("other") + "," +
                                   put("there", R"-(,"ConditionExpression":"attribute_not_exists(userId)",)-"
                                                R"("ReturnValuesOnConditionCheckFailure":"ALL_OLD")"))),
            cancelled(R"({"Code":"None"},{"Code":"ConditionalCheckFailed","Item":{"userId":{"S":"there"}},)"
                      R"("Message":"The conditional request failed"})",
                      "None, ConditionalCheckFailed"));
  EXPECT_EQ(get("other"), "{}");
  EXPECT_EQ(refused(kAction, items(R"({"Put":{"TableName":"Orders","Item":{"userId":{"N":"5"}}}})")),
            cancelled(R"({"Code":"ValidationError","Message":"One or more parameter values were invalid: )"
                      R"(Type mismatch for key userId expected: S actual: N"})",
                      "ValidationError"));
}

TEST_F(TransactWriteItemsWireTest, MembersAreCheckedTogether) {
  const std::string token(37, 'x');
  EXPECT_EQ(refused(kAction, R"({"TransactItems":[],"ClientRequestToken":")" + token +
                                 R"(","ReturnConsumedCapacity":"A","ReturnItemCollectionMetrics":"B"})"),
            validation("4 validation errors detected: Value '" + token +
                       "' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or "
                       "equal to 36; Value 'A' at 'returnConsumedCapacity' failed to satisfy constraint: Member must "
                       "satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'B' at 'returnItemCollectionMetrics' "
                       "failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]; Value '[]' at "
                       "'transactItems' failed to satisfy constraint: Member must have length greater than or equal "
                       "to 1"));
  EXPECT_EQ(refused(kAction, items(put("a") + R"(,{"Delete":{"TableName":"bad!","Key":{"userId":{"S":"b"}}}})")),
            validation("1 validation error detected: Value 'bad!' at 'transactItems.2.member.delete.tableName' failed "
                       "to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"));
  EXPECT_EQ(refused(kAction, items(R"({"Update":{"TableName":"Orders","Key":{"userId":{"S":"b"}}}},)"
                                   R"({"ConditionCheck":{"TableName":"Orders","Key":{"userId":{"S":"c"}}}})")),
            validation("2 validation errors detected: Value null at 'transactItems.1.member.update.updateExpression' "
                       "failed to satisfy constraint: Member must not be null; Value null at "
                       "'transactItems.2.member.conditionCheck.conditionExpression' failed to satisfy constraint: "
                       "Member must not be null"));
}

TEST_F(TransactWriteItemsWireTest, AHundredActions) {
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred.append(i == 0 ? "" : ",").append(put("many" + std::to_string(i)));
  EXPECT_EQ(ok(kAction, items(hundred)), "{}");
  EXPECT_NE(get("many99"), "{}");
  const std::string refusal = refused(kAction, items(hundred + "," + put("one more")));
  EXPECT_NE(refusal.find("Member must have length less than or equal to 100"), std::string::npos);
  EXPECT_EQ(get("one more"), "{}");
}

TEST_F(TransactWriteItemsWireTest, OneActionAnItem) {
  EXPECT_EQ(refused(kAction, items("{}")),
            validation("Invalid Request: TransactWriteRequest should contain Delete or Put or Update request"));
  EXPECT_EQ(refused(kAction, items(R"({"Put":{"TableName":"Orders","Item":{"userId":{"S":"a"}}},)"
                                   R"("Delete":{"TableName":"Orders","Key":{"userId":{"S":"b"}}}})")),
            validation("TransactItems can only contain one of Check, Put, Update or Delete"));
}

TEST_F(TransactWriteItemsWireTest, ATokenMakesItHappenOnce) {
  const auto add = [](std::string_view amount) {
    return R"({"ClientRequestToken":"t1","ReturnConsumedCapacity":"TOTAL","TransactItems":[{"Update":)"
           R"({"TableName":"Orders","Key":{"userId":{"S":"a"}},"UpdateExpression":"ADD n :n",)"
           R"("ExpressionAttributeValues":{":n":{"N":")" +
           std::string(amount) + "\"}}}}]}";
  };
  EXPECT_EQ(ok(kAction, add("1")),
            R"({"ConsumedCapacity":[{"TableName":"Orders","CapacityUnits":2.0,"WriteCapacityUnits":2.0}]})");
  EXPECT_EQ(ok(kAction, add("1")),
            R"({"ConsumedCapacity":[{"TableName":"Orders","CapacityUnits":2.0,"ReadCapacityUnits":2.0}]})");
  EXPECT_EQ(ok(kAction, R"({ "TransactItems" : [ {"Update" : {"ExpressionAttributeValues":{":n":{"N":"1"}},
                             "UpdateExpression":"ADD n :n","Key":{"userId":{"S":"a"}},"TableName":"Orders"}} ],
                             "ClientRequestToken" : "t1" })"),
            "{}")
      << "white space and the order of members do not make another request";
  EXPECT_EQ(get("a"), R"({"Item":{"n":{"N":"1"},"userId":{"S":"a"}}})");
  EXPECT_EQ(refused(kAction, add("2")),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException","Message":)"
            R"("DynamoDB rejected the request because you retried a request with a different payload but with an )"
            R"(idempotent token that was already used."})");
  client_.clock().advance(std::chrono::minutes(10));
  EXPECT_EQ(ok(kAction, add("1")),
            R"({"ConsumedCapacity":[{"TableName":"Orders","CapacityUnits":2.0,"WriteCapacityUnits":2.0}]})")
      << "after ten minutes it is a new request";
}

TEST_F(TransactWriteItemsWireTest, TokensOfOtherAccountsAreOthers) {
  const std::string request = R"({"ClientRequestToken":"t1","TransactItems":[)" + put("a") + "]}";
  const std::string other = R"({"ClientRequestToken":"t1","TransactItems":[)" + put("b") + "]}";
  EXPECT_EQ(client_.call(kAction, request).status, 200);
  EXPECT_EQ(client_.call(kAction, other).status, 400);
  operations::Identity identity;
  identity.account = "111122223333";
  EXPECT_EQ(client_.call(kAction, other, identity).status, 200);
}

}  // namespace
}  // namespace basalt::testing
