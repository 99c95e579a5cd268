#include "basalt/operations/batch_execute_statement.h"

#include "unit/operations/statement_fixture.h"

namespace basalt::operations {
namespace {

class BatchExecuteStatementTest : public StatementTest {
 protected:
  ApiResult<BatchExecuteStatement::Response> batch(const std::vector<std::string>& texts) {
    BatchExecuteStatement::Request request;
    for (const std::string& text : texts) request.statements.push_back(statement(text).statement);
    request.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
    return execute<BatchExecuteStatement>(std::move(request));
  }
};

TEST_F(BatchExecuteStatementTest, reads_are_of_single_items_and_fail_by_themselves) {
  put("Indexed", {{"pk", text("a")}, {"sk", text("1")}, {"x", number(1)}});
  const auto answer =
      batch({"SELECT x FROM Indexed WHERE pk = 'a' AND sk IN ['1']", "SELECT * FROM Indexed WHERE pk = 'a'",
             "SELECT * FROM Indexed.lsi WHERE pk = 'a' AND sk = '1'", "SELECT * FROM Nowhere WHERE pk = 'a'",
             "SELECT * FROM Indexed WHERE pk = 'b' AND sk = '1'", "SELECT FROM"});
  ASSERT_EQ(message_of(answer), "");
  const auto& responses = answer->responses;
  EXPECT_EQ(responses[0].item->view().decode(), (Item{{"x", number(1)}}));
  EXPECT_EQ(responses[0].table_name, "Indexed");
  for (const size_t refused : {1U, 2U}) {
    EXPECT_EQ(responses[refused].error->code, "ValidationError");
    EXPECT_EQ(responses[refused].error->message,
              "Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
    EXPECT_FALSE(responses[refused].table_name.has_value());
  }
  EXPECT_EQ(responses[3].error->code, "ResourceNotFound");
  EXPECT_FALSE(responses[4].error.has_value());
  EXPECT_FALSE(responses[4].item.has_value());
  EXPECT_EQ(responses[5].error->code, "ValidationError");
  EXPECT_EQ(answer->consumed_capacity->size(), 2U);  // of what ran
}

TEST_F(BatchExecuteStatementTest, writes_are_done_or_say_why_not) {
  put("Plain", {{"pk", text("a")}, {"n", number(1)}});
  const auto answer =
      batch({"INSERT INTO Plain VALUE {'pk': 'new'}", "INSERT INTO Plain VALUE {'pk': 'a'}",
             "UPDATE Plain SET n = 2 WHERE pk = 'a' AND n = 7", "UPDATE Plain SET n = 'x' + 1 WHERE pk = 'a'",
             "UPDATE Plain SET m = 3 WHERE pk = 'a' RETURNING MODIFIED NEW *"});
  ASSERT_EQ(message_of(answer), "");
  const auto& responses = answer->responses;
  EXPECT_FALSE(responses[0].error.has_value());
  EXPECT_EQ(responses[1].error->code, "DuplicateItem");
  EXPECT_EQ(responses[1].table_name, "Plain");
  EXPECT_EQ(responses[2].error->code, "ConditionalCheckFailed");
  EXPECT_EQ(responses[3].error->code, "ValidationError");
  EXPECT_FALSE(responses[3].table_name.has_value());
  EXPECT_EQ(responses[4].item->view().decode(), (Item{{"m", number(3)}}));
  EXPECT_TRUE(read("Plain", {{"pk", text("new")}}).has_value());
  EXPECT_EQ(*read("Plain", {{"pk", text("a")}})->find("n"), number(1));
}

TEST_F(BatchExecuteStatementTest, reads_and_writes_do_not_mix) {
  EXPECT_THAT(message_of(batch({"SELECT * FROM Plain WHERE pk = 'a'", "INSERT INTO Plain VALUE {'pk': 'b'}"})),
              testing::HasSubstr("either read statements or write statements"));
  EXPECT_EQ(read("Plain", {{"pk", text("b")}}), std::nullopt);
  const auto exists = batch({"EXISTS(SELECT * FROM Plain WHERE pk = 'a' AND x = 1)"});
  EXPECT_EQ(exists->responses[0].error->message, "EXISTS can only be used in ExecuteTransaction write requests.");
}

}  // namespace
}  // namespace basalt::operations
