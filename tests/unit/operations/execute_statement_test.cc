#include "basalt/operations/execute_statement.h"

#include <algorithm>

#include "unit/operations/statement_fixture.h"

namespace basalt::operations {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class ExecuteStatementTest : public StatementTest {
 protected:
  ExecuteStatementTest() {
    for (const char* pk : {"a", "b"}) {
      for (const char* sk : {"1", "2", "3"}) {
        put("Indexed", {{"pk", text(pk)}, {"sk", text(sk)}, {"color", text("red")}, {"more", text(sk)}});
      }
    }
  }

  static std::string keys(const std::vector<Item>& found) {
    std::string all;
    for (const Item& item : found) {
      all += *item.find("pk")->get_if<std::string>() + *item.find("sk")->get_if<std::string>() + " ";
    }
    return all;
  }

  // All pages of a statement, and what reading them cost.
  std::string pages(const std::string& select, int32_t limit, double* units = nullptr) {
    std::vector<Item> all;
    std::optional<std::string> token;
    for (int page = 0; page < 30; ++page) {
      ExecuteStatement::Request request = statement(select);
      request.limit = limit;
      request.next_token = token;
      request.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
      const auto response = execute<ExecuteStatement>(std::move(request));
      EXPECT_EQ(message_of(response), "") << select;
      if (!response.ok()) break;
      EXPECT_LE(response->items.size(), static_cast<size_t>(limit));
      EXPECT_EQ(response->next_token.has_value(), response->last_evaluated_key.has_value());
      if (units != nullptr) *units += response->consumed_capacity->total.units;
      for (Item& item : items_of(*response)) all.push_back(std::move(item));
      token = response->next_token;
      if (!token) break;
    }
    return keys(all);
  }
};

TEST_F(ExecuteStatementTest, a_key_is_queried_and_anything_else_scanned) {
  EXPECT_EQ(keys(items("SELECT * FROM Indexed WHERE pk = 'a' AND sk >= '2'")), "a2 a3 ");
  EXPECT_EQ(keys(items("SELECT * FROM Indexed WHERE pk = ? AND more = '2'", {text("b")})), "b2 ");
  EXPECT_EQ(items("SELECT * FROM Indexed").size(), 6U);
  EXPECT_EQ(items("SELECT * FROM Indexed WHERE more = '1'").size(), 2U);
  // One item of ten thousand costs what one item does: nothing else is looked at.
  for (int i = 0; i < 200; ++i) put("Plain", {{"pk", text(std::to_string(i))}, {"x", text(std::string(3000, 'x'))}});
  ExecuteStatement::Request request = statement("SELECT * FROM Plain WHERE pk = '7'");
  request.return_consumed_capacity = ReturnConsumedCapacity::kTotal;
  EXPECT_EQ(execute<ExecuteStatement>(request)->consumed_capacity->total.units, 0.5);
  request.statement.statement = "SELECT * FROM Plain WHERE x = '7'";
  EXPECT_GT(execute<ExecuteStatement>(request)->consumed_capacity->total.units, 70);
}

TEST_F(ExecuteStatementTest, pages_walk_every_read_once) {
  for (int32_t limit = 1; limit <= 7; ++limit) {
    EXPECT_EQ(pages("SELECT * FROM Indexed WHERE pk = 'a' ORDER BY sk DESC", limit), "a3 a2 a1 ") << limit;
    EXPECT_EQ(pages("SELECT * FROM Indexed WHERE pk IN ['a', 'b'] ORDER BY pk, sk", limit), "a1 a2 a3 b1 b2 b3 ");
    EXPECT_EQ(pages("SELECT * FROM Indexed WHERE pk IN ['a', 'b'] ORDER BY pk DESC", limit), "b3 b2 b1 a3 a2 a1 ");
    EXPECT_EQ(pages("SELECT * FROM Indexed WHERE pk IN ['a', 'b'] AND sk IN ['1', '3'] ORDER BY pk, sk", limit),
              "a1 a3 b1 b3 ");
    std::string scanned = pages("SELECT * FROM Indexed", limit);
    EXPECT_EQ(scanned.size(), 6 * 3U) << scanned;
    EXPECT_EQ(pages("SELECT pk, sk FROM Indexed.\"gsi-keys\" WHERE color = 'red'", limit).size(), 6 * 3U);
  }
}

TEST_F(ExecuteStatementTest, a_token_is_for_its_statement_alone) {
  ExecuteStatement::Request request = statement("SELECT * FROM Indexed WHERE pk = ?", {text("a")});
  request.limit = 1;
  const std::string token = *execute<ExecuteStatement>(request)->next_token;
  request.next_token = token;
  request.limit = 2;
  EXPECT_EQ(keys(items_of(*execute<ExecuteStatement>(request))), "a2 a3 ");
  request.statement.parameters->value[0] = text("b");
  EXPECT_EQ(message_of(execute<ExecuteStatement>(request)), "NextToken does not match request");
  request.statement.parameters->value[0] = text("a");
  request.statement.statement = "SELECT * FROM Indexed WHERE pk=?";
  EXPECT_EQ(message_of(execute<ExecuteStatement>(request)), "NextToken does not match request");
  request.statement.statement = "SELECT * FROM Indexed WHERE pk = ?";
  for (size_t at = 0; at < token.size(); ++at) {
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    request.next_token = changed;
    EXPECT_NE(message_of(execute<ExecuteStatement>(request)), "") << at;
    request.next_token = token.substr(0, at);
    EXPECT_EQ(message_of(execute<ExecuteStatement>(request)), "Invalid NextToken") << at;
  }
}

TEST_F(ExecuteStatementTest, overlapping_reads_are_refused_unless_they_are_negations) {
  const std::string overlapping = "Overlapping conditions with range keys are not supported in where clause";
  for (const char* where :
       {"pk IN ['a', 'a']", "pk = 'a' AND (sk > '0' OR sk < '5')", "pk = 'a' AND (sk = '1' OR x = 1)"}) {
    EXPECT_EQ(refusal(std::string("SELECT * FROM Indexed WHERE ") + where), overlapping) << where;
  }
  EXPECT_EQ(keys(items("SELECT * FROM Indexed WHERE pk = 'a' AND NOT sk = '1' OR pk = 'a' AND sk = '2'")), "a2 a3 ");
  EXPECT_EQ(keys(items("SELECT * FROM Indexed WHERE pk = 'a' OR pk = 'a' AND NOT sk = '1'")), "a1 a2 a3 ");
}

TEST_F(ExecuteStatementTest, indexes_answer_what_they_hold) {
  put("Indexed", {{"pk", text("c")}, {"sk", text("1")}, {"tint", text("t")}, {"note", text("n")}, {"more", text("m")}});
  EXPECT_THAT(items("SELECT * FROM Indexed.\"gsi-some\" WHERE tint = 't'"),
              ElementsAre(Item{{"pk", text("c")}, {"sk", text("1")}, {"tint", text("t")}, {"note", text("n")}}));
  EXPECT_THAT(items("SELECT note FROM Indexed.\"gsi-some\" WHERE tint = 't' AND note = 'n'").size(), 1);
  EXPECT_THAT(items("SELECT pk FROM Indexed.\"gsi-some\" WHERE more = 'm'"), IsEmpty());
  EXPECT_EQ(refusal("SELECT more FROM Indexed.\"gsi-some\""),
            "One or more parameter values were invalid: Global secondary index gsi-some does not project [more]");
  EXPECT_EQ(refusal("SELECT pk FROM Indexed.\"gsi-some\" WHERE tint = 't' AND (zz = 1 OR aa = 2 OR mm = 3)"),
            "One or more parameter values were invalid: Secondary index gsi-some does not project one or more filter "
            "attributes: [zz, aa, mm]");
  EXPECT_EQ(refusal("SELECT * FROM Indexed.nope"), "The table does not have the specified index");
  ExecuteStatement::Request consistent = statement("SELECT * FROM Indexed.\"gsi-keys\" WHERE color = 'red'");
  consistent.statement.consistent_read = true;
  EXPECT_EQ(message_of(execute<ExecuteStatement>(consistent)),
            "Strongly consistent read is not supported on Global Secondary Indexes");
}

TEST_F(ExecuteStatementTest, order_by_needs_keys) {
  EXPECT_EQ(refusal("SELECT * FROM Indexed ORDER BY sk"),
            "Must have WHERE clause in the statement when using ORDER BY clause.");
  EXPECT_EQ(refusal("SELECT * FROM Indexed WHERE pk = 'a' ORDER BY more"),
            "Attribute more in ORDER BY clause must be part of the primary key");
  EXPECT_THAT(refusal("SELECT * FROM Indexed WHERE pk > 'a' ORDER BY sk"), StartsWith("Must have at least one"));
  EXPECT_THAT(refusal("SELECT * FROM Indexed WHERE pk IN ['a', 'b'] ORDER BY sk"), StartsWith("Must have hash key"));
}

TEST_F(ExecuteStatementTest, insert_is_of_new_items_only) {
  EXPECT_THAT(items("INSERT INTO Plain VALUE {'pk': ?, 'n': 1}", {text("i")}), IsEmpty());
  EXPECT_EQ(read("Plain", {{"pk", text("i")}}), (Item{{"pk", text("i")}, {"n", number(1)}}));
  const auto again = run("INSERT INTO Plain VALUE {'pk': 'i', 'n': 2}");
  EXPECT_EQ(again.error().name(), "DuplicateItemException");
  EXPECT_EQ(again.error().message(), "Duplicate primary key exists in table");
  EXPECT_EQ(refusal("INSERT INTO Plain VALUE {'n': 2}"),
            "One or more parameter values were invalid: Missing the key pk in the item");
  EXPECT_EQ(refusal("INSERT INTO Nowhere VALUE {'n': 2}"), "Requested resource not found");
}

TEST_F(ExecuteStatementTest, update_is_of_items_that_are_there) {
  put("Plain", {{"pk", text("u")}, {"n", number(1)}, {"l", AttributeValue::list({text("a"), text("b"), text("c")})}});
  EXPECT_THAT(items("UPDATE Plain SET n = n + 1 SET m = 5 WHERE pk = 'u' AND n = 1"), IsEmpty());
  EXPECT_EQ(*read("Plain", {{"pk", text("u")}})->find("n"), number(2));
  EXPECT_EQ(run("UPDATE Plain SET n = 9 WHERE pk = 'u' AND n = 1").error().name(), "ConditionalCheckFailedException");
  EXPECT_EQ(run("UPDATE Plain SET n = 9 WHERE pk = 'ghost'").error().name(), "ConditionalCheckFailedException");
  EXPECT_EQ(read("Plain", {{"pk", text("ghost")}}), std::nullopt);
  EXPECT_EQ(refusal("UPDATE Plain SET pk = 'x' WHERE pk = 'u'"),
            "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
  EXPECT_EQ(refusal("UPDATE Plain SET n = 1 WHERE pk = 1"), "The provided key element does not match the schema");
}

TEST_F(ExecuteStatementTest, returning_answers_the_item_or_its_changed_parts) {
  const Item before = {
      {"pk", text("r")}, {"l", AttributeValue::list({text("a"), text("b"), text("c")})}, {"x", number(1)}};
  const auto returned = [&](const std::string& actions, const std::string& what) {
    put("Plain", before);
    return items("UPDATE Plain " + actions + " WHERE pk = 'r' RETURNING " + what + " *");
  };
  EXPECT_THAT(returned("SET x = 2", "ALL OLD"), ElementsAre(before));
  EXPECT_THAT(returned("SET x = 2", "MODIFIED OLD"), ElementsAre(Item{{"x", number(1)}}));
  EXPECT_THAT(returned("SET x = 2", "MODIFIED NEW"), ElementsAre(Item{{"x", number(2)}}));
  EXPECT_THAT(returned("REMOVE x", "MODIFIED NEW"), IsEmpty());
  EXPECT_THAT(returned("SET y = 2", "MODIFIED OLD"), IsEmpty());
  // An index that is removed shows what moved there.
  EXPECT_THAT(returned("REMOVE l[1]", "MODIFIED NEW"), ElementsAre(Item{{"l", AttributeValue::list({text("c")})}}));
  EXPECT_THAT(returned("SET l[2] = 'z', l[0] = 'y'", "MODIFIED NEW"),
              ElementsAre(Item{{"l", AttributeValue::list({text("y"), text("z")})}}));
  EXPECT_EQ(returned("SET x = 2", "ALL NEW")[0].find("x")->get_if<Decimal>()->to_string(), "2");
}

TEST_F(ExecuteStatementTest, delete_of_nothing_is_nothing) {
  put("Plain", {{"pk", text("d")}, {"n", number(1)}});
  EXPECT_EQ(run("DELETE FROM Plain WHERE pk = 'd' AND n = 2").error().name(), "ConditionalCheckFailedException");
  EXPECT_EQ(items("DELETE FROM Plain WHERE pk = 'd' AND n = 1 RETURNING ALL OLD *").size(), 1U);
  EXPECT_EQ(read("Plain", {{"pk", text("d")}}), std::nullopt);
  EXPECT_THAT(items("DELETE FROM Plain WHERE pk = 'd' AND n = 1 RETURNING ALL OLD *"), IsEmpty());
}

TEST_F(ExecuteStatementTest, what_fails_a_condition_is_shown_when_asked_for) {
  put("Plain", {{"pk", text("f")}, {"n", number(1)}});
  ExecuteStatement::Request request = statement("UPDATE Plain SET n = 2 WHERE pk = 'f' AND n = 7");
  EXPECT_FALSE(execute<ExecuteStatement>(request).error().item().has_value());
  request.statement.return_values_on_condition_check_failure = ReturnValues::kAllOld;
  const auto failed = execute<ExecuteStatement>(request);
  EXPECT_EQ(ItemView(*failed.error().item()).decode(), (Item{{"pk", text("f")}, {"n", number(1)}}));
}

TEST_F(ExecuteStatementTest, parameters_that_are_no_values_come_first) {
  ExecuteStatement::Request request = statement("SELECT WHERE", {text("a")});
  request.statement.parameters->error = ApiError::validation("bad value");
  EXPECT_EQ(message_of(execute<ExecuteStatement>(request)), "bad value");
  EXPECT_EQ(refusal("EXISTS(SELECT * FROM Plain WHERE pk = 'a' AND x IS MISSING)"),
            "EXISTS can only be used in ExecuteTransaction write requests.");
}

}  // namespace
}  // namespace basalt::operations
