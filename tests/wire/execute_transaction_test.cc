#include <string>
#include <string_view>
#include <vector>

#include "wire/item_wire_test.h"

namespace basalt::testing {
namespace {

class ExecuteTransactionWireTest : public ItemWireTest {
 protected:
  static std::string body(const std::vector<std::string>& statements, std::string_view more = "") {
    std::string text = R"({"TransactStatements":[)";
    for (const std::string& statement : statements) {
      if (text.back() == '}') text += ",";
      text += R"({"Statement":")" + statement + "\"}";
    }
    return text + "]" + std::string(more) + "}";
  }
};

TEST_F(ExecuteTransactionWireTest, WritesAnswerAnEmptyListAndReadsTheirItems) {
  EXPECT_EQ(ok("ExecuteTransaction", body({"INSERT INTO Orders VALUE {'userId': 'a', 'n': 1}",
                                           "INSERT INTO Orders VALUE {'userId': 'b', 'n': 2}"},
                                          R"(,"ReturnConsumedCapacity":"TOTAL")")),
            R"({"Responses":[],"ConsumedCapacity":[{"TableName":"Orders","CapacityUnits":4.0,)"
            R"("WriteCapacityUnits":4.0}]})");
  EXPECT_EQ(ok("ExecuteTransaction",
               body({"SELECT n FROM Orders WHERE userId = 'b'", "SELECT * FROM Orders WHERE userId = 'c'"})),
            R"({"Responses":[{"Item":{"n":{"N":"2"}}},{}]})");
}

TEST_F(ExecuteTransactionWireTest, OneFailureCancelsAll) {
  ok("ExecuteTransaction", body({"INSERT INTO Orders VALUE {'userId': 'a', 'n': 1}"}));
  EXPECT_EQ(refused("ExecuteTransaction",
                    body({"INSERT INTO Orders VALUE {'userId': 'a'}", "INSERT INTO Orders VALUE {'userId': 'b'}"})),
            R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",)"
            R"("CancellationReasons":[{"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},)"
            R"({"Code":"None"}],"Message":"Transaction cancelled, please refer cancellation reasons for specific )"
            R"(reasons [DuplicateItem, None]"})");
  EXPECT_EQ(ok("ExecuteTransaction", body({"SELECT * FROM Orders WHERE userId = 'b'"})), R"({"Responses":[{}]})");
  EXPECT_NE(refused("ExecuteTransaction", body({"EXISTS(SELECT * FROM Orders WHERE userId = 'a' AND n = 2)",
                                                "UPDATE Orders SET n = 3 WHERE userId = 'a'"}))
                .find("multiple operations on one item"),
            std::string::npos);
}

TEST_F(ExecuteTransactionWireTest, ATokenHappensOnce) {
  ok("ExecuteTransaction", body({"INSERT INTO Orders VALUE {'userId': 'a', 'n': 1}"}));
  const std::string more = R"(,"ClientRequestToken":"t")";
  for (int i = 0; i < 2; ++i) ok("ExecuteTransaction", body({"UPDATE Orders SET n = n + 1 WHERE userId = 'a'"}, more));
  EXPECT_EQ(ok("ExecuteTransaction", body({"SELECT n FROM Orders WHERE userId = 'a'"})),
            R"({"Responses":[{"Item":{"n":{"N":"2"}}}]})");
  EXPECT_NE(refused("ExecuteTransaction", body({"UPDATE Orders SET n = n + 2 WHERE userId = 'a'"}, more))
                .find("IdempotentParameterMismatchException"),
            std::string::npos);
}

TEST_F(ExecuteTransactionWireTest, Constraints) {
  EXPECT_EQ(refused("ExecuteTransaction", body({})),
            validation("1 validation error detected: Value '[]' at 'transactStatements' failed to satisfy constraint: "
                       "Member must have length greater than or equal to 1"));
  EXPECT_EQ(refused("ExecuteTransaction", body({"SELECT * FROM Orders WHERE"})),
            validation("Validation failed in TransactStatements[0]: Statement wasn't well formed, can't be processed: "
                       "Unexpected term"));
}

}  // namespace
}  // namespace basalt::testing
