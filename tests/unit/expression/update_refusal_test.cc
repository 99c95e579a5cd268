#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

const Names kNames = {{"#a", "a"}, {"#b", "b"}};
const Values kValues = {{":a", S("a")}, {":b", S("a")}};

TEST(UpdateRefusal, ReservedWords) {
  EXPECT_EQ(update_refusal(" set #c = :c set abOrt = true ", kNames, kValues),
            "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: abOrt");
  EXPECT_EQ(update_refusal(" remove Absolute ", kNames, kValues),
            "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: Absolute");
}

TEST(UpdateRefusal, Functions) {
  EXPECT_EQ(update_refusal("set #c = if_not_exist(:c) set c = d", kNames, kValues),
            "Invalid UpdateExpression: Invalid function name; function: if_not_exist");
  EXPECT_EQ(update_refusal("set c = size(d)"),
            "Invalid UpdateExpression: The function is not allowed in an update expression; function: size");
}

TEST(UpdateRefusal, RepeatedSections) {
  const std::pair<std::string_view, std::string> cases[] = {
      {"set a = #c set c = :d", "SET"},
      {"remove #d set a = b remove e", "REMOVE"},
      {"add #d :e set a = b add e :f", "ADD"},
      {"delete #d :e set a = b delete #e :f", "DELETE"},
  };
  for (const auto& [text, section] : cases) {
    EXPECT_EQ(update_refusal(text, kNames, kValues), "Invalid UpdateExpression: The \"" + section +
                                                         "\" section can only be used once in an update expression;");
  }
}

TEST(UpdateRefusal, UndefinedNamesBeforeUndefinedValues) {
  EXPECT_EQ(
      update_refusal("SET b = :c, #c = if_not_exists(:c)", kNames, kValues),
      "Invalid UpdateExpression: An expression attribute name used in the document path is not defined; attribute "
      "name: #c");
  EXPECT_EQ(update_refusal("SET #a = if_not_exists(:c)", kNames, kValues),
            "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute "
            "value: :c");
}

std::string paths_message(const std::string& relation, const std::string& one, const std::string& two) {
  return "Invalid UpdateExpression: Two document paths " + relation +
         " with each other; must remove or rewrite one of these paths; path one: " + one + ", path two: " + two;
}

TEST(UpdateRefusal, OverlappingPaths) {
  const struct {
    std::string_view text;
    std::string one, two;
  } cases[] = {
      {"set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a)", "[c, [1], a]", "[c]"},
      {"set #c[3].#d = a, #c[3] = a", "[c, [3], [3]]", "[c, [3]]"},
      {"set c.b.#c = a, c = a, #d = a", "[c, b, c]", "[[3]]"},
      {"set a = b remove a, #c, #d", "[a]", "[[3]]"},
      {"remove c, #c.a, #d", "[c]", "[[3]]"},
      {"remove a, #c, a, #d", "[a]", "[[3]]"},
      {"SET v = :a, v = :b", "[v]", "[v]"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(update_refusal(c.text, {{"#c", "c"}, {"#d", "[3]"}}, {{":a", S("x")}, {":b", S("y")}}),
              paths_message("overlap", c.one, c.two))
        << c.text;
  }
}

TEST(UpdateRefusal, ConflictingPaths) {
  EXPECT_EQ(update_refusal("set #c[3].#d = a, #c.#d[3] = if_not_exists(a)", {{"#c", "c"}, {"#d", "[3]"}}),
            paths_message("conflict", "[c, [3], [3]]", "[c, [3], [3]]"));
  EXPECT_EQ(update_refusal("remove a.#c set a[1] = #d", {{"#c", "c"}, {"#d", "[3]"}}),
            paths_message("conflict", "[a, c]", "[a, [1]]"));
}

TEST(UpdateRefusal, ManyPathsApartAreFine) {
  std::string text = "REMOVE p0";
  for (int i = 1; i < 400; ++i) text += ",p" + std::to_string(i);
  EXPECT_EQ(update_refusal(text), "");
  EXPECT_EQ(update_refusal(text + ",p7"), paths_message("overlap", "[p7]", "[p399]"));
}

TEST(UpdateRefusal, OperandsOfSections) {
  const struct {
    std::string_view text;
    AttributeValue value;
    std::string section, type;
  } cases[] = {
      {"set b = list_append(:a, a), c = if_not_exists(a) add a.b :a", S("a"), "ADD", "STRING"},
      {"delete a.b :a", S("a"), "DELETE", "STRING"},
      {"add a.b :a", NullValue(), "ADD", "NULL"},
      {"delete a.b :a", NullValue(), "DELETE", "NULL"},
      {"add a.b :a", Bool(false), "ADD", "BOOLEAN"},
      {"delete a.b :a", Bool(true), "DELETE", "BOOLEAN"},
      {"add a.b :a", B("a"), "ADD", "BINARY"},
      {"delete a.b :a", B("a"), "DELETE", "BINARY"},
      {"add a.b :a", M({}), "ADD", "MAP"},
      {"delete a.b :a", M({}), "DELETE", "MAP"},
      {"add a.b :a", L({}), "ADD", "LIST"},
      {"delete a.b :a", L({}), "DELETE", "LIST"},
      {"delete a.b :a", N("1"), "DELETE", "NUMBER"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(update_refusal(c.text, {}, {{":a", c.value}}),
              "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: " + c.section +
                  ", operand type: " + c.type);
  }
}

TEST(UpdateRefusal, OperandsOfFunctions) {
  EXPECT_EQ(update_refusal("set a = if_not_exists(c)"),
            "Invalid UpdateExpression: Incorrect number of operands for operator or function; operator or function: "
            "if_not_exists, number of operands: 1");
  EXPECT_EQ(update_refusal("set a = list_append(c, d, e)"),
            "Invalid UpdateExpression: Incorrect number of operands for operator or function; operator or function: "
            "list_append, number of operands: 3");
  const std::string path_required =
      "Invalid UpdateExpression: Operator or function requires a document path; operator or function: if_not_exists";
  EXPECT_EQ(update_refusal("set a = if_not_exists(:a, c)", {}, {{":a", S("a")}}), path_required);
  EXPECT_EQ(update_refusal("set a = if_not_exists(if_not_exists(a, b), c)"), path_required);
}

TEST(UpdateRefusal, TypesOfOperands) {
  const Values values = {{":a", S("a")},      {":b", N("1")},    {":c", B("a")},    {":d", Bool(false)},
                         {":e", NullValue()}, {":f", SS({"a"})}, {":g", NS({"1"})}, {":h", BS({"a"})},
                         {":i", M({})},       {":j", L({})}};
  const struct {
    std::string_view text;
    std::string function, type;
  } cases[] = {
      {"set a = list_append(:a, a)", "list_append", "S"},
      {"set a = list_append(a, :b)", "list_append", "N"},
      {"set a = list_append(:c, a)", "list_append", "B"},
      {"set a = list_append(:d, a)", "list_append", "BOOL"},
      {"set a = list_append(:e, a)", "list_append", "NULL"},
      {"set a = list_append(:f, a)", "list_append", "SS"},
      {"set a = list_append(:g, a)", "list_append", "NS"},
      {"set a = list_append(:h, a)", "list_append", "BS"},
      {"set a = list_append(:i, a)", "list_append", "M"},
      {"set a = a + :a", "+", "S"},
      {"set a = :a + :c", "+", "S"},
      {"set a = :c + a", "+", "B"},
      {"set a = a + :j", "+", "L"},
      {"set a = a - :d", "-", "BOOL"},
      {"set a = a - :i", "-", "M"},
      {"set a = :c - a", "-", "B"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(update_refusal(c.text, {}, values),
              "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: " +
                  c.function + ", operand type: " + c.type)
        << c.text;
  }
}

TEST(UpdateRefusal, WhatIsAccepted) {
  const std::string_view texts[] = {
      "set a = (b + c)",
      "set a = ((b.c.d)+(e))",
      "SET a = if_not_exists(a, b) + b",
      "SET a = if_not_exists(a, if_not_exists(a, b))",
      "SET v = if_not_exists(v, c) - d",
      "REMOVE b DELETE c :c ADD d :c, e :c SET f = g",
      "set a[1] = b, a[2] = c, d.e = f",
      "SET a = (b)",
      "SET a = (b) + c",
      "SET a = list_append(if_not_exists(l, m), n)",
  };
  for (std::string_view text : texts) {
    const Values values = text.find(":c") == std::string_view::npos ? Values{} : Values{{":c", SS({"x"})}};
    EXPECT_EQ(update_refusal(text, {}, values), "") << text;
  }
}

}  // namespace
}  // namespace basalt::expression
