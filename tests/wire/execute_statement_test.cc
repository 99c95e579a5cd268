#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

class ExecuteStatementWireTest : public ItemWireTest {
 protected:
  // Quotes in statements are single or escaped by the caller.
  static std::string body(std::string_view statement, std::string_view more = "") {
    return R"({"Statement":")" + std::string(statement) + "\"" + std::string(more) + "}";
  }
};

TEST_F(ExecuteStatementWireTest, WritesAnswerAnEmptyListAndReadsTheirItems) {
  EXPECT_EQ(ok("ExecuteStatement", body("INSERT INTO Orders VALUE {'userId': ?, 'n': 1}",
                                        R"(,"Parameters":[{"S":"a"}],"ReturnConsumedCapacity":"TOTAL")")),
            R"({"Items":[],"ConsumedCapacity":{"TableName":"Orders","CapacityUnits":1.0}})");
  EXPECT_EQ(ok("ExecuteStatement", body(R"(SELECT n FROM \"Orders\" WHERE userId = 'a')", R"(,"ConsistentRead":true)")),
            R"({"Items":[{"n":{"N":"1"}}]})");
  EXPECT_EQ(ok("ExecuteStatement", body("UPDATE Orders SET n = n + 1 WHERE userId = 'a' RETURNING MODIFIED NEW *")),
            R"({"Items":[{"n":{"N":"2"}}]})");
  EXPECT_EQ(ok("ExecuteStatement", body("DELETE FROM Orders WHERE userId = 'a'")), R"({"Items":[]})");
}

TEST_F(ExecuteStatementWireTest, APageEndsWithATokenAndAKey) {
  for (const char* id : {"a", "b"}) {
    ok("ExecuteStatement", body("INSERT INTO Orders VALUE {'userId': '" + std::string(id) + "'}"));
  }
  const std::string page = ok("ExecuteStatement", body("SELECT * FROM Orders", R"(,"Limit":1)"));
  EXPECT_NE(page.find(R"("NextToken":")"), std::string::npos) << page;
  EXPECT_NE(page.find(R"("LastEvaluatedKey":{"userId":)"), std::string::npos) << page;
}

TEST_F(ExecuteStatementWireTest, Errors) {
  EXPECT_EQ(refused("ExecuteStatement", body("SELECT * FROM Orders WHERE")),
            validation("Statement wasn't well formed, can't be processed: Unexpected term"));
  EXPECT_EQ(refused("ExecuteStatement", body("SELECT * FROM Nowhere WHERE userId = 'a'")),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",)"
            R"("message":"Requested resource not found"})");
  ok("ExecuteStatement", body("INSERT INTO Orders VALUE {'userId': 'd'}"));
  EXPECT_EQ(refused("ExecuteStatement", body("INSERT INTO Orders VALUE {'userId': 'd'}")),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#DuplicateItemException",)"
            R"("message":"Duplicate primary key exists in table"})");
}

TEST_F(ExecuteStatementWireTest, Constraints) {
  EXPECT_EQ(refused("ExecuteStatement", "{}"),
            validation("1 validation error detected: Value null at 'statement' failed to satisfy constraint: Member "
                       "must not be null"));
  EXPECT_EQ(refused("ExecuteStatement", body("")),
            validation("1 validation error detected: Value '' at 'statement' failed to satisfy constraint: Member must "
                       "have length greater than or equal to 1"));
  const std::string longest(8192, 'x');
  EXPECT_NE(refused("ExecuteStatement", body(longest + "x")).find("length less than or equal to 8192"),
            std::string::npos);
  EXPECT_EQ(refused("ExecuteStatement", body("SELECT * FROM Orders", R"(,"Parameters":[])")),
            validation("1 validation error detected: Value '[]' at 'parameters' failed to satisfy constraint: Member "
                       "must have length greater than or equal to 1"));
  EXPECT_EQ(refused("ExecuteStatement", body("SELECT * FROM Orders", R"(,"Limit":0)")),
            validation("1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must "
                       "have value greater than or equal to 1"));
}

TEST_F(ExecuteStatementWireTest, ParametersAreReadAsJavaReadsDecimals) {
  const auto refusal = [&](const std::string& value) {
    return refused("ExecuteStatement",
                   body("SELECT * FROM Orders WHERE userId = ?", ",\"Parameters\":[" + value + "]"));
  };
  const std::string unconvertible = "The parameter cannot be converted to a numeric value";
  for (const std::string text : {"1e99999999999", "-1e99999999999", "1e2147483648", "1e-2147483648"}) {
    EXPECT_EQ(refusal(R"({"N":")" + text + "\"}"), validation(unconvertible + ": " + text));
    EXPECT_EQ(refusal(R"({"L":[{"NS":["1",")" + text + "\"]}]}"), validation(unconvertible + ": " + text));
  }
  EXPECT_EQ(refusal(R"({"N":"1e2147483647"})"),
            validation("Number underflow. Attempting to store a number with magnitude smaller than supported range"));
  EXPECT_EQ(refusal(R"({"N":""})"), validation(unconvertible));
}

TEST_F(ExecuteStatementWireTest, Batches) {
  EXPECT_EQ(
      ok("BatchExecuteStatement", R"({"Statements":[{"Statement":"INSERT INTO Orders VALUE {'userId': 'a', 'n': 1}"},)"
                                  R"({"Statement":"UPDATE Orders SET n = 2 WHERE userId = 'a' AND n = 9",)"
                                  R"("ReturnValuesOnConditionCheckFailure":"ALL_OLD"},{"Statement":"UPDATE Orders"}],)"
                                  R"("ReturnConsumedCapacity":"TOTAL"})"),
      R"({"Responses":[{"TableName":"Orders"},)"
      R"({"Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed",)"
      R"("Item":{"n":{"N":"1"},"userId":{"S":"a"}}},"TableName":"Orders"},)"
      R"({"Error":{"Code":"ValidationError","Message":"Statement wasn't well formed, can't be processed: )"
      R"(Expected data manipulation"}}],"ConsumedCapacity":[{"TableName":"Orders","CapacityUnits":1.0}]})");
  EXPECT_EQ(
      ok("BatchExecuteStatement",
         R"({"Statements":[{"Statement":"SELECT n FROM Orders WHERE userId = ?","Parameters":[{"S":"a"}]},)"
         R"({"Statement":"SELECT * FROM Orders WHERE n = 1"},{"Statement":"SELECT * FROM Orders WHERE userId = ?",)"
         R"("Parameters":[{"SS":[]}]}]})"),
      R"({"Responses":[{"TableName":"Orders","Item":{"n":{"N":"1"}}},)"
      R"({"Error":{"Code":"ValidationError","Message":"Select statements within BatchExecuteStatement must )"
      R"(specify the primary key in the where clause."}},{"Error":{"Code":"ValidationError","Message":)"
      R"("One or more parameter values were invalid: An string set  may not be empty"}}]})");
  EXPECT_EQ(refused("BatchExecuteStatement", R"({"Statements":[]})"),
            validation("1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member "
                       "must have length greater than or equal to 1"));
}

}  // namespace
}  // namespace basalt::testing
