#include "operations/statement_transaction.h"

#include "unit/operations/statement_fixture.h"

namespace basalt::operations {
namespace {

using testing::ElementsAre;

class StatementTransactionTest : public StatementTest {
 protected:
  ApiResult<PreparedTransaction> prepare(const std::vector<std::string>& texts) {
    std::vector<StatementParameters> statements;
    for (const std::string& text : texts) statements.push_back(statement(text).statement);
    return prepare_transaction(context(), statements, ReturnConsumedCapacity::kNone);
  }
  std::string refused(const std::vector<std::string>& texts) {
    const auto prepared = prepare(texts);
    EXPECT_TRUE(prepared.ok() || prepared.error().name() == "ValidationException");
    return message_of(prepared);
  }
  // The codes of the reasons; the transaction must be cancelled.
  std::vector<std::string> cancelled(const std::vector<std::string>& texts) {
    const auto prepared = prepare(texts);
    EXPECT_FALSE(prepared.ok());
    std::vector<std::string> codes;
    for (const CancellationReason& reason : prepared.error().cancellation_reasons()) codes.push_back(reason.code);
    return codes;
  }
};

TEST_F(StatementTransactionTest, reads_are_keys_and_projections) {
  const auto prepared =
      prepare({"SELECT x FROM Indexed WHERE pk = 'a' AND sk = '1'", "SELECT * FROM Plain WHERE pk = 'b'"});
  ASSERT_EQ(message_of(prepared), "");
  const auto& reads = std::get<StatementReads>(*prepared).reads;
  ASSERT_EQ(reads.size(), 2U);
  EXPECT_TRUE(reads[0]->projection.has_value());
  EXPECT_EQ(reads[1]->key.row, reads[1]->table->key_of(Item{{"pk", text("b")}}).row);
}

TEST_F(StatementTransactionTest, writes_are_plans_and_exists_is_one_that_changes_nothing) {
  const auto prepared =
      prepare({"INSERT INTO Plain VALUE {'pk': 'a'}", "UPDATE Plain SET x = 1 WHERE pk = 'b'",
               "DELETE FROM Plain WHERE pk = 'c'", "EXISTS(SELECT * FROM Plain WHERE pk = 'd' AND x IS MISSING)"});
  ASSERT_EQ(message_of(prepared), "");
  const auto& writes = std::get<StatementWrites>(*prepared);
  ASSERT_EQ(writes.size(), 4U);
  const std::string without = encode_item({{"pk", text("d")}});
  const std::string with = encode_item({{"pk", text("d")}, {"x", number(1)}});
  const ItemView holds(without);
  const ItemView fails(with);
  EXPECT_EQ(writes[3]->plan->plan(&holds)->kind, store::Change::Kind::kNone);
  EXPECT_FALSE(writes[3]->plan->plan(&fails).ok());
  EXPECT_FALSE(writes[3]->plan->plan(nullptr).ok());
  EXPECT_EQ(writes[0]->plan->plan(nullptr)->kind, store::Change::Kind::kPut);
  EXPECT_EQ(writes[0]->plan->plan(&holds).error().name(), "DuplicateItemException");
}

TEST_F(StatementTransactionTest, a_statement_that_cannot_be_in_one_refuses_it) {
  const std::pair<const char*, const char*> cases[] = {
      {"SELECT * FROM Plain WHERE", "Statement wasn't well formed, can't be processed: Unexpected term"},
      {"SELECT * FROM Indexed WHERE pk = 'a'",
       "Select statements within ExecuteTransaction must specify the primary key in the where clause."},
      {"SELECT * FROM Indexed.lsi WHERE pk = 'a'", "Reads on indices are not supported within transactions."},
      {"UPDATE Plain SET a = 1 WHERE pk = 'x' RETURNING ALL NEW *",
       "RETURNING clause is not supported in ExecuteTransaction."},
      {"EXISTS(SELECT * FROM Plain WHERE pk = 'x')",
       "EXISTS() must contain a single item read with additional condition"},
      {"SELECT * FROM Plain WHERE pk IN ['a', 'a']",
       "Overlapping conditions with range keys are not supported in where clause"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(refused({text}), "Validation failed in TransactStatements[0]: " + std::string(expected)) << text;
  }
  EXPECT_EQ(refused({"SELECT * FROM Plain WHERE pk = 'a'", "DELETE FROM Plain WHERE pk = 'a'"}),
            "ExecuteTransaction API does not support both read and write operations in the same request.");
}

TEST_F(StatementTransactionTest, missing_tables_and_keys_of_no_item_cancel) {
  const std::string missing = "UPDATE Nowhere SET a = 1 WHERE pk = 'x' RETURNING ALL NEW *";
  EXPECT_THAT(cancelled({missing, "DELETE FROM Plain WHERE pk = 'x'"}), ElementsAre("ResourceNotFound", "None"));
  EXPECT_THAT(cancelled({"UPDATE Indexed SET a = 1 WHERE pk = 'x'", "DELETE FROM Indexed WHERE pk = 'x' AND sk = 1",
                         "DELETE FROM Indexed WHERE pk = 'x' AND sk = '1'", "INSERT INTO Indexed VALUE {'pk': 'x'}"}),
              ElementsAre("ValidationError", "ValidationError", "None", "ValidationError"));
  EXPECT_THAT(cancelled({"SELECT * FROM Indexed WHERE pk = 'x' AND sk = 1"}), ElementsAre("ValidationError"));
  // What refuses comes before what cancels.
  EXPECT_EQ(refused({missing, "UPDATE Plain SET a = 1 WHERE pk = 'x' RETURNING ALL NEW *"}),
            "Validation failed in TransactStatements[1]: RETURNING clause is not supported in ExecuteTransaction.");
}

}  // namespace
}  // namespace basalt::operations
