#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

struct Case {
  std::string_view text;
  std::string_view token;
  std::string_view near;
};

std::string syntax_message(std::string_view kind, const Case& expected) {
  return "Invalid " + std::string(kind) + ": Syntax error; token: \"" + std::string(expected.token) + "\", near: \"" +
         std::string(expected.near) + "\"";
}

TEST(Syntax, ShowsTheTokenBetweenItsNeighbours) {
  const Case cases[] = {
      {"INVALID SYNTAX HERE", "INVALID", "INVALID SYNTAX"},
      {"ADD hits : incr", ":", "hits : incr"},
      {"SET a = :a,", "<EOF>", ","},
      {"SET", "<EOF>", "SET"},
      {"SET a = :a  #", "#", ":a  #"},
      {"set a=set", "set", "=set"},
      {"remove a = b", "=", "a = b"},
      {"add a b", "b", "a b"},
      {"set (a = (b + c))", "(", "set (a"},
      {"set a = b + c + d", "+", "c + d"},
      {"set a = (b.c).d + e", ".", ").d"},
      {"set a = (b.c)[0] + e", "[", ")[0"},
      {"set a = b * c", "*", "b * c"},
      {"set a[1] = \"eight\"", "\"", "= \"eight"},
      {"SET a = if_not_exist(a, 100)", "100", ", 100)"},
      {"SET if_not_exist(a, b) = a", "(", "if_not_exist(a"},
      {"set a", "<EOF>", "a"},
      {"add abort b", "b", "abort b"},
  };
  for (const Case& c : cases) EXPECT_EQ(update_refusal(c.text), syntax_message("UpdateExpression", c));
}

TEST(Syntax, OfConditions) {
  const Case cases[] = {
      {"things are not gonna be ok", "are", "things are not"},
      {"ADD #v :i", "ADD", "ADD #v"},
      {"a > 4", "4", "> 4"},
      {"attribute_exists()", ")", "()"},
      {"attribute_exists(Pictures-RearView)", "-", "Pictures-RearView"},
      {"attribute_exists(Pictures..RearView)", ".", "..RearView"},
      {"attribute_exists(Pi#ctures.RearView)", "#ctures", "Pi#ctures."},
      {"attribute_exists(asdf[a])", "a", "[a]"},
      {"a in b, c", "b", "in b,"},
      {"a > between", "between", "> between"},
      {"a in (b,c,)", ")", ",)"},
      {"(a)between(b.(c.d))and(c)", "(", ".(c"},
      {"(a)between(b.c.d)and((c)", "<EOF>", ")"},
      {"#$.b > a", "#", "#$"},
      {"a > :things.stuff", ".", ":things.stuff"},
      {"b[:a] > a", ":a", "[:a]"},
      {"\xC3\xBC > a", "\xC3\xBC", "\xC3\xBC >"},
      {"size(a).b > a", ".", ").b"},
      {"(size(a)).b > a", ".", ").b"},
      {"(size(a))[0] > a", "[", ")[0"},
      {"a", "<EOF>", "a"},
      {"a AND b = c", "AND", "a AND b"},
      {"NOT a", "<EOF>", "a"},
      {"(a", "<EOF>", "a"},
      {"a = b)", ")", "b)"},
      {"a = b = c", "=", "b = c"},
  };
  for (const Case& c : cases) EXPECT_EQ(filter_refusal(c.text), syntax_message("FilterExpression", c));
}

TEST(Syntax, OfProjections) {
  const Case cases[] = {
      {"!!! INVALID !!!", "!", "!!"},
      {"whatever(stuff)", "(", "whatever(stuff"},
      {":a", ":a", ":a"},
      {"abort,", "<EOF>", ","},
      {"a,,b", ",", ",,b"},
      {"a..b", ".", "..b"},
      {"a[b]", "b", "[b]"},
      {"(a)", "(", "(a"},
      {"a-b", "-", "a-b"},
      {"a b", "b", "a b"},
  };
  for (const Case& c : cases) EXPECT_EQ(projection_refusal(c.text), syntax_message("ProjectionExpression", c));
}

TEST(Syntax, EmptyExpressions) {
  EXPECT_EQ(update_refusal(""), "Invalid UpdateExpression: The expression can not be empty;");
  EXPECT_EQ(filter_refusal("  "), "Invalid FilterExpression: The expression can not be empty;");
  EXPECT_EQ(projection_refusal(""), "Invalid ProjectionExpression: The expression can not be empty;");
  EXPECT_EQ(refusal({.condition = ""}), "Invalid ConditionExpression: The expression can not be empty;");
  EXPECT_EQ(refusal({.key_condition = ""}), "Invalid KeyConditionExpression: The expression can not be empty;");
}

TEST(Syntax, SizeIsCountedInBytesAsSent) {
  const std::string fits = "attribute_exists(" + std::string(4078, 'a') + ")";
  ASSERT_EQ(fits.size(), 4096u);
  EXPECT_EQ(filter_refusal(fits), "");
  EXPECT_EQ(filter_refusal(fits + " "),
            "Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097");
}

std::string repeat(std::string_view unit, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += unit;
  return text;
}

TEST(Syntax, OperatorsAreCounted) {
  // 150 comparisons and 150 ORs, the last comparison aside.
  EXPECT_EQ(filter_refusal(repeat("a=b OR ", 149) + "NOT a=b"), "");
  EXPECT_EQ(filter_refusal(repeat("a=b OR ", 150) + "a=b"),
            "Invalid FilterExpression: The expression contains too many operators; operator count: 301");
  EXPECT_EQ(filter_refusal(repeat("a=b OR ", 149) + "size(a)=b"), "");
  EXPECT_EQ(filter_refusal(repeat("a=b OR ", 149) + "NOT size(a)=b"),
            "Invalid FilterExpression: The expression contains too many operators; operator count: 301");
}

TEST(Syntax, DeepNestingIsRefusedAndNotFollowed) {
  EXPECT_EQ(filter_refusal(repeat("(", 4000)), "Invalid FilterExpression: The expression has redundant parentheses;");
  EXPECT_EQ(update_refusal("SET a = " + repeat("(", 4000)),
            "Invalid UpdateExpression: The expression has redundant parentheses;");
  EXPECT_EQ(filter_refusal(repeat("NOT ", 1000) + "a=b").substr(0, 70),
            "Invalid FilterExpression: The expression contains too many operators; ");
  EXPECT_EQ(filter_refusal(repeat("size(", 800)).substr(0, 70),
            "Invalid FilterExpression: The expression contains too many operators; ");
  EXPECT_EQ(filter_refusal(repeat("NOT (", 149) + "a=b" + repeat(")", 149)), "");
}

TEST(Syntax, PathsHaveAtMost32Elements) {
  EXPECT_EQ(projection_refusal("a" + repeat("[0]", 31)), "");
  EXPECT_EQ(projection_refusal("a" + repeat("[0]", 32)),
            "Invalid ProjectionExpression: The document path has too many nesting elements; nesting elements: 33");
}

TEST(Syntax, ListIndexesFitAnInteger) {
  EXPECT_EQ(projection_refusal("a[2147483647]"), "");
  EXPECT_EQ(projection_refusal("a[2147483648]"),
            "Invalid ProjectionExpression: List index is not within the allowable range; index: [2147483648]");
  EXPECT_EQ(update_refusal("REMOVE a[99999999999999999999]"),
            "Invalid UpdateExpression: List index is not within the allowable range; index: [99999999999999999999]");
}

}  // namespace
}  // namespace basalt::expression
