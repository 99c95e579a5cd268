// What PartiQL's parser reads and refuses, with the texts recorded from AWS.
#include "unit/expression/partiql_statement.h"

namespace basalt::expression::partiql {
namespace {

std::string detail(std::string_view text) {
  const std::string message = statement_refusal(text);
  EXPECT_TRUE(message.starts_with(kNotWellFormed)) << text << ": " << message;
  return message.substr(std::min(message.size(), kNotWellFormed.size()));
}

TEST(PartiqlSyntax, what_is_left_over_after_a_statement_is_refused) {
  for (const char* text :
       {"SELECT * FROM t WHERE pk = 1 foo", "SELECT * FROM t WHERE pk = 1 e5", "SELECT * FROM t WHERE pk = 1)",
        "INSERT INTO t VALUE {'pk': 1} foo", "INSERT INTO t u VALUE {'pk': 'x'}", "UPDATE t SET a = 9 WHERE pk = 2 foo",
        "DELETE FROM t WHERE pk = 3 ORDER BY pk", "SELECT * FROM t ORDER BY pk WHERE pk = 1",
        "FROM t SET c = 1 WHERE pk = 'x'", "SELECT * FROM t;;"}) {
    EXPECT_EQ(detail(text), "Unexpected token after expression") << text;
  }
}

TEST(PartiqlSyntax, what_cannot_be_read_at_all_has_no_detail) {
  for (const char* text :
       {"SELECT * FROM t WHERE pk = 1e2147483648", "SELECT * FROM t WHERE pk = 1.5e-2147483647",
        "SELECT * FROM t WHERE pk = 1 # note", "SELECT * FROM t WHERE pk = 1 /* note", "SELECT * FROM \"t",
        "SELECT * FROM t WHERE pk = 'x", "SELECT * FROM t WHERE pk = 1e", "SELECT * FROM t WHERE pk = 1x"}) {
    EXPECT_EQ(detail(text), "") << text;
  }
}

TEST(PartiqlSyntax, the_first_thing_wrong_is_named) {
  const std::pair<const char*, const char*> cases[] = {
      {"SELECT * FROM t WHERE", "Unexpected term"},
      {"SELECT * FROM t WHERE (", "Unexpected term"},
      {"SELECT * FROM t WHERE NOT", "Unexpected term"},
      {"SELECT * FROM", "Unexpected term"},
      {"SELECT * FROM t WHERE pk = 'p' AND", "Missing right-hand side expression of infix operator"},
      {"SELECT * FROM t WHERE ORDER BY pk", "Unexpected keyword"},
      {"SELECT * FROM t WHERE value = 1", "Unexpected keyword"},
      {"SELECT * FROM t WHERE IS NULL", "Unexpected operator"},
      {"SELECT * FROM t WHERE pk = LIKE", "Unexpected operator"},
      {"SELECT * FROM t WHERE x IS FOO", "Expected type name"},
      {"SELECT * FROM t WHERE m.inner = 1", "Invalid path dot component"},
      {"DELETE FROM", "Expected identifier for simple path"},
      {"DELETE FROM WHERE pk = 'a'", "Expected identifier for simple path"},
      {"UPDATE t WHERE pk = 'a'", "Expected data manipulation"},
      {"SLECT * FROM t WHERE pk = 'x'", "Expected data manipulation"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(detail(text), expected) << text;
}

TEST(PartiqlSyntax, keywords_and_functions_have_no_case_and_comments_are_blank) {
  const auto select = parsed<SelectStatement>(
      "select/**/a -- the columns\n FROM \"t\" /* here */ wHeRe BEGINS_WITH(a, 'x--y') order by a desc; -- done");
  EXPECT_EQ(select.table, "t");
  ASSERT_EQ(select.order_by.size(), 1U);
  EXPECT_TRUE(select.order_by[0].descending);
  EXPECT_TRUE(matches(*select.where, {{"a", S("x--y/")}}));
}

TEST(PartiqlSyntax, literals_of_every_type) {
  const auto insert = parsed<InsertStatement>(
      "INSERT INTO t VALUE {'s': 'it''s', 'n': -1.50e-3, 'p': .73e1, 'm': - -1, 'b': TRUE, 'z': null, 'l': [1, 'a', "
      "[]],"
      " 'o': {'k': {'j': false}}, 'ss': <<'a', 'b'>>, 'ns': <<1, 34, 4.5>>, 'q': ?}",
      {B("\x01")});
  const Item expected = {{"s", S("it's")},
                         {"n", N("-0.0015")},
                         {"p", N("7.3")},
                         {"m", N("1")},
                         {"b", Bool(true)},
                         {"z", NullValue()},
                         {"l", L({N("1"), S("a"), L({})})},
                         {"o", M({{"k", M({{"j", Bool(false)}})}})},
                         {"ss", SS({"a", "b"})},
                         {"ns", NS({"1", "34", "4.5"})},
                         {"q", B("\x01")}};
  EXPECT_EQ(insert.item, expected);
}

TEST(PartiqlSyntax, literals_that_are_no_values_say_where_they_stand) {
  const std::pair<const char*, const char*> cases[] = {
      {"INSERT INTO t VALUE {'a': 1e126}",
       "Number overflow. Attempting to store a number with magnitude larger than supported range under root"},
      {"INSERT INTO t VALUE {'m': {'x': [1, 1e-131]}}",
       "Number underflow. Attempting to store a number with magnitude smaller than supported range under root.x[1]"},
      {"INSERT INTO t VALUE {'a': 123456789012345678901234567890123456789}",
       "Attempting to store more than 38 significant digits in a Number under root"},
      {"INSERT INTO t VALUE {'s': <<>>}", "Empty bags are not supported"},
      {"INSERT INTO t VALUE {'s': <<1, 'a'>>}",
       "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"},
      {"INSERT INTO t VALUE {'s': <<'a', 'a'>>}",
       "One or more parameter values were invalid: Input collection [a, a] contains duplicates."},
      {"INSERT INTO t VALUE {'s': <<2, 2.0>>}",
       "One or more parameter values were invalid: Input collection [2, 2.0] contains duplicates! under root"},
      {"INSERT INTO t VALUE {'s': [?]}", "Unsupported data type: Parameter under key root[0] at 1:28:1"},
      {"INSERT INTO t VALUE {'s': set_add(<<'a'>>, <<'b'>>)}",
       "Unsupported data type: set_add under key root at 1:27:7"},
      {"UPDATE t SET a = ? WHERE pk = ?", "Number of parameters in request and statement don't match."},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(statement_refusal(text), expected) << text;
}

TEST(PartiqlSyntax, values_nest_31_containers_deep) {
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += "[";
    text += "1";
    for (int i = 0; i < depth; ++i) text += "]";
    return "INSERT INTO t VALUE {'a': " + text + "}";
  };
  EXPECT_EQ(statement_refusal(nested(31)), "");
  std::string path = "Nesting Levels have exceeded supported limits under root";
  for (int i = 0; i < 32; ++i) path += "[0]";
  EXPECT_EQ(statement_refusal(nested(32)), path);
}

TEST(PartiqlSyntax, nesting_and_chains_are_bounded) {
  const auto repeated = [](std::string_view part, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  EXPECT_EQ(detail("SELECT * FROM t WHERE " + repeated("(", 4000)), "");
  EXPECT_EQ(detail("SELECT * FROM t WHERE " + repeated("NOT ", 2000) + "a"), "");
  EXPECT_EQ(detail("SELECT * FROM t WHERE a = 1" + repeated(" + 1", 1900)), "");
  EXPECT_EQ(statement_refusal("SELECT * FROM t WHERE a = 1" + repeated(" OR a=1", 1000)), "");
  // Comparing conditions doubles them each time.
  EXPECT_THAT(statement_refusal("SELECT * FROM t WHERE " + repeated("(", 20) + "contains(a, 'b')" +
                                repeated(" = contains(a, 'c'))", 20)),
              testing::HasSubstr("too many operators"));
}

TEST(PartiqlSyntax, sources_are_a_table_or_an_index_of_one) {
  EXPECT_EQ(parsed<SelectStatement>("SELECT * FROM \"t.1\".\"by-b\"").index, "by-b");
  EXPECT_EQ(parsed<SelectStatement>("SELECT * FROM t").index, std::nullopt);
  const std::pair<const char*, const char*> cases[] = {
      {"SELECT * FROM t u WHERE pk = 'x'", "Aliasing is not supported"},
      {"UPDATE t AS u SET a = 1", "Aliasing is not supported"},
      {"SELECT * FROM t.i.x", "A path may contain at most 2 components in the FROM clause"},
      {"SELECT * FROM t.\"\"", "Path component cannot be an empty string"},
      {"SELECT * FROM \"\"", "Path component cannot be an empty string"},
      {"INSERT INTO t.i VALUE {'a': 1}", "FROM clause may only contain a single table name"},
      {"UPDATE t.i SET a = 1 WHERE pk = 'x'", "This operation is not supported on an index"},
      {"DELETE FROM t.i WHERE pk = 'x'", "This operation is not supported on an index"},
      {"SELECT * FROM t LIMIT 5", "Unsupported clause: LIMIT at 1:23:1"},
      {"x IS INT4", "Unsupported operation: IsType"},
      {"DELETE FROM t WHERE pk = 'x' RETURNING MODIFIED OLD *",
       "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements."},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(statement_refusal(text), expected) << text;
}

TEST(PartiqlSyntax, columns_are_named_by_the_end_of_their_path) {
  const Item item = {{"a", M({{"b", L({S("x"), S("y")})}, {"c", N("1")}})}, {"d", N("2")}};
  const std::string encoded = encode_item(item);
  const auto columns = [&](const std::string& list) {
    return parsed<SelectStatement>("SELECT " + list + " FROM t").projection->apply(ItemView(encoded));
  };
  EXPECT_EQ(columns("a.b[1], a.\"c\", d, nope.x"), (Item{{"b[1]", S("y")}, {"c", N("1")}, {"d", N("2")}}));
  EXPECT_EQ(columns("d"), (Item{{"d", N("2")}}));
  EXPECT_EQ(columns("a.b[-0]"), (Item{{"b[0]", S("x")}}));
}

TEST(PartiqlSyntax, columns_that_are_no_paths_are_refused_after_the_table_is_known) {
  const auto error = [](const char* text) { return parsed<SelectStatement>(text).projection_error->message(); };
  EXPECT_EQ(error("SELECT COUNT(*) FROM t"), "Unexpected path component at 1:8:5");
  EXPECT_EQ(error("SELECT l[-1] FROM t"), "List index is not within the allowable range; index: [-1] at 1:11:1");
}

}  // namespace
}  // namespace basalt::expression::partiql
