#include "unit/expression/partiql_statement.h"

namespace basalt::expression::partiql {
namespace {

const Item& item() {
  static const Item instance = {{"pk", S("k")},
                                {"s", S("str")},
                                {"n", N("5")},
                                {"ss", SS({"a", "b"})},
                                {"l", L({S("a"), S("b")})},
                                {"m", M({{"sub", S("x")}})},
                                {"nul", NullValue()},
                                {"yes", Bool(true)}};
  return instance;
}

bool holds(std::string_view condition, const std::vector<AttributeValue>& parameters = {}) {
  return matches(where(condition, parameters), item());
}

TEST(PartiqlCondition, operators_and_functions) {
  for (const char* condition : {"s = 'str'",
                                "'str' = s",
                                "n <> 4",
                                "n != 4",
                                "n < 6",
                                "n >= 5",
                                "n BETWEEN 1 AND 5",
                                "n NOT BETWEEN 6 AND 7",
                                "s IN ['x', 'str']",
                                "s IN ('x', 'str')",
                                "s NOT IN ('x')",
                                "attribute_exists(m.sub)",
                                "ATTRIBUTE_EXISTS(l[1])",
                                "attribute_not_exists(m.nope)",
                                "size(s) = 3",
                                "size(ss) = size(l)",
                                "attribute_type(ss, 'SS')",
                                "begins_with(s, 'st')",
                                "Contains(s, 't')",
                                "contains(ss, 'a')",
                                "contains(l, 'b')",
                                "NOT s = 'x'",
                                "s = 'x' OR n = 5 AND yes = true",
                                "(s = 'x' OR n = 5) AND \"yes\" = true",
                                "ss = <<'b', 'a'>>",
                                "m = {'sub': 'x'}",
                                "l = ['a', 'b']",
                                "nul = null",
                                "n > -5 AND n = +5"}) {
    EXPECT_TRUE(holds(condition)) << condition;
  }
  for (const char* condition : {"s = 'x'", "n > 5", "s < 5", "l = ['b', 'a']", "contains(nope, 'a')", "nope = 1",
                                "s = 'x' AND n = 5 OR n = 6", "begins_with(n, 'x') AND s = 'str'"}) {
    EXPECT_FALSE(holds(condition)) << condition;
  }
}

TEST(PartiqlCondition, is_tests_for_missing_null_and_types) {
  for (const char* condition : {"nope IS MISSING", "s IS NOT MISSING", "nul IS NULL", "s IS NOT NULL",
                                "nope IS NOT NULL", "yes IS BOOL", "s IS STRING", "n IS DECIMAL", "m IS STRUCT",
                                "l IS LIST", "ss IS BAG", "n IS DOUBLE PRECISION", "s IS CHARACTER VARYING"}) {
    EXPECT_TRUE(holds(condition)) << condition;
  }
  for (const char* condition : {"nope IS NULL", "s IS MISSING", "nul IS NOT NULL", "s IS BOOL"}) {
    EXPECT_FALSE(holds(condition)) << condition;
  }
}

TEST(PartiqlCondition, conditions_compare_as_booleans) {
  for (const char* condition : {"attribute_exists(s) = true", "attribute_exists(nope) = false",
                                "true = attribute_exists(n)", "attribute_exists(n) <> 1", "(n BETWEEN 0 AND 5) = true",
                                "(n = 6 OR s = 'x') = false", "attribute_exists(nope) IN [true, false]",
                                "attribute_exists(n) = attribute_exists(s)", "attribute_exists(n) = yes"}) {
    EXPECT_TRUE(holds(condition)) << condition;
  }
  EXPECT_TRUE(holds("attribute_exists(n) = ?", {Bool(true)}));
  for (const char* condition : {"attribute_exists(n) = 1", "NOT attribute_exists(n) = true",
                                "(attribute_exists(n) = true) = false", "attribute_exists(n) = s"}) {
    EXPECT_FALSE(holds(condition)) << condition;
  }
}

TEST(PartiqlCondition, parameters_stand_where_values_do) {
  EXPECT_TRUE(holds("s = ? AND n IN [?, 7] AND contains(ss, ?)", {S("str"), N("5"), S("b")}));
  EXPECT_FALSE(holds("s = ?", {N("5")}));
}

TEST(PartiqlCondition, refusals_are_those_of_conditions_without_a_prefix) {
  const auto refusal = [](const std::string& condition, const std::vector<AttributeValue>& parameters = {}) {
    return statement_refusal("SELECT * FROM t WHERE " + condition, parameters);
  };
  EXPECT_EQ(refusal("n < ?", {Bool(true)}),
            "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL");
  EXPECT_EQ(refusal("attribute_exists('s')"),
            "Operator or function requires a document path; operator or function: attribute_exists");
  EXPECT_EQ(refusal("attribute_exists()"),
            "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of "
            "operands: 0");
  EXPECT_EQ(refusal("attribute_exists(n) > false"),
            "Incorrect operand type for operator or function; operator or function: >, operand type: BOOL");
  EXPECT_EQ(refusal("EXISTS(ss)"), "Unrecognized function: exists at 1:23:6");
  EXPECT_EQ(refusal("set_add(ss, <<'x'>>) = ss"), "Unrecognized function: set_add at 1:23:7");
  EXPECT_NE(refusal("n > -?", {N("1")}), "");
  EXPECT_NE(refusal("n > -n"), "");
  EXPECT_NE(refusal("n"), "");
}

}  // namespace
}  // namespace basalt::expression::partiql
