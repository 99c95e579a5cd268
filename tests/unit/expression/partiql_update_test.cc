#include "unit/expression/partiql_statement.h"

namespace basalt::expression::partiql {
namespace {

Item updated(std::string_view actions, const Item& item, const std::vector<AttributeValue>& parameters = {}) {
  const auto statement = parsed<UpdateStatement>("UPDATE t " + std::string(actions) + " WHERE pk = 'x'", parameters);
  const auto result = statement.update.apply(item);
  EXPECT_TRUE(result.ok()) << actions << ": " << message_of(result);
  return result.ok() ? *result : Item();
}

std::string refusal(const std::string& actions) { return statement_refusal("UPDATE t " + actions + " WHERE pk = 'x'"); }

TEST(PartiqlUpdate, set_and_remove_in_any_number) {
  const Item item = {{"a", N("1")}, {"b", S("bee")}, {"l", L({S("x"), S("y")})}, {"m", M({{"k", N("1")}})}};
  EXPECT_EQ(updated("SET a = 2", item).find("a")->get_if<Decimal>()->to_string(), "2");
  const Item changed = updated("SET a = a + 1, c = ? SET m.k = m.k - -4 REMOVE b REMOVE l[0]", item, {S("new")});
  EXPECT_EQ(changed, (Item{{"a", N("2")}, {"c", S("new")}, {"l", L({S("y")})}, {"m", M({{"k", N("5")}})}}));
}

TEST(PartiqlUpdate, from_first_is_the_same) {
  const auto statement =
      parsed<UpdateStatement>("FROM t WHERE pk = 'x' AND a = 1 SET c = 2 REMOVE a RETURNING ALL NEW *");
  EXPECT_EQ(*statement.update.apply({{"a", N("1")}}), (Item{{"c", N("2")}}));
  EXPECT_EQ(statement.returning, Returning::kAllNew);
  EXPECT_TRUE(statement.where.has_value());
}

TEST(PartiqlUpdate, list_append_and_sets) {
  const Item item = {{"l", L({N("2")})}, {"ss", SS({"a", "b"})}, {"ns", NS({"1", "2"})}};
  EXPECT_EQ(updated("SET l = list_append(l, [3, <<'s'>>])", item).find("l")->get_if<List>()->size(), 3U);
  EXPECT_EQ(*updated("SET l = LIST_APPEND([1], l)", item).find("l"), L({N("1"), N("2")}));
  EXPECT_EQ(*updated("SET ss = set_add(ss, <<'b', 'c'>>)", item).find("ss"), SS({"a", "b", "c"}));
  EXPECT_EQ(*updated("SET fresh = SET_ADD(fresh, ?)", item, {SS({"z"})}).find("fresh"), SS({"z"}));
  EXPECT_EQ(*updated("SET ns = set_delete(ns, <<2, 9>>)", item).find("ns"), NS({"1"}));
  EXPECT_EQ(updated("SET ss = set_delete(ss, <<'a', 'b'>>)", item).find("ss"), nullptr);
}

TEST(PartiqlUpdate, misused_functions_say_where) {
  EXPECT_EQ(refusal("SET t = set_add(ss, <<'x'>>)"),
            "The first argument to SET_ADD must equal the assignment value at 1:18:7");
  EXPECT_EQ(refusal("SET ss = set_delete(<<'a'>>, <<'x'>>)"),
            "The first argument to SET_DELETE must equal the assignment value at 1:19:10");
  EXPECT_EQ(refusal("SET ss = set_add(ss, ['x'])"),
            "The second argument to SET_ADD must be a value with type SET at 1:27:2");
  EXPECT_EQ(refusal("\nSET \"ss\" = set_add(\"ss\", 'x')"),
            "The second argument to SET_ADD must be a value with type SET at 2:20:4");
  EXPECT_EQ(refusal("SET ss = set_add(ss)"), "SET_ADD must have exactly two arguments at 1:19:7");
  EXPECT_EQ(refusal("SET a = 'a' + 1"),
            "Incorrect operand type for operator or function; operator or function: +, operand type: S");
  EXPECT_EQ(refusal("SET a = n - null"),
            "Incorrect operand type for operator or function; operator or function: -, operand type: NULL");
  EXPECT_EQ(refusal("SET a = frob(1)"), "Unrecognized function: frob at 1:18:4");
  EXPECT_THAT(refusal("SET a = 1 SET a.b = 2"), testing::StartsWith("Two document paths overlap with each other"));
}

}  // namespace
}  // namespace basalt::expression::partiql
