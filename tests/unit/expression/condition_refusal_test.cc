#include <gtest/gtest.h>

#include <span>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

struct Case {
  std::string_view text;
  std::string_view what;
};

void expect_refused(std::span<const Case> cases, const std::string& message) {
  for (const Case& c : cases) {
    EXPECT_EQ(filter_refusal(c.text), "Invalid FilterExpression: " + message + std::string(c.what)) << c.text;
  }
}

TEST(ConditionRefusal, RedundantParentheses) {
  const Case cases[] = {
      {"a=a and a > ((views))", ""},          {"(a)between(((b.c)).d)and(c)", ""},
      {"a > whatever((:things), ((a)))", ""}, {"a=a AND ((a=a AND a=a)) AND a=a", ""},
      {"a=a OR ((a=a OR a=a)) OR a=a", ""},   {"a=a AND ((a=a AND (a=a AND a=a)))", ""},
      {"((attribute_exists(a)))", ""},        {"((a = b))", ""},
  };
  expect_refused(cases, "The expression has redundant parentheses;");
}

TEST(ConditionRefusal, ParenthesesThatAreNotRedundant) {
  const std::string_view texts[] = {
      "(a = b)",
      "(a = b) AND (c = d)",
      "((a = b) OR (c = d))",
      "(a = b AND (c = d))",
      "(a) = (b)",
      "((a) = (b))",
      "( ( ( size ( a )) < b.c ) AND ( d > e ) )",
      "(NOT (a = b))",
      "(a)between((b.c).d)and(c)",
      "(a.b)[0] = c",
      "(attribute_exists(a)) AND (attribute_not_exists(b))",
      "contains((a), (b))",
  };
  for (std::string_view text : texts) EXPECT_EQ(filter_refusal(text), "") << text;
}

TEST(ConditionRefusal, UnknownFunctions) {
  const Case cases[] = {{"a=a and whatever((:things)) > a", "whatever"},
                        {"attRIbute_exIsts((views), #a)", "attRIbute_exIsts"}};
  expect_refused(cases, "Invalid function name; function: ");
  EXPECT_EQ(filter_refusal("if_not_exists(a, :v)"),
            "Invalid FilterExpression: The function is not allowed in a condition expression; function: if_not_exists");
}

TEST(ConditionRefusal, MisplacedFunctions) {
  const Case cases[] = {
      {"a=a and attribute_exists((views), (#a)) > b", "attribute_exists"},
      {"attribute_not_exists(things) > b", "attribute_not_exists"},
      {"attribute_type(things, :a) > b", "attribute_type"},
      {"begins_with(things, a) > b", "begins_with"},
      {"contains(:things, c) > b", "contains"},
      {"size(contains(a, b)) > a", "contains"},
      {"size(things)", "size"},
      {"NOT size(things)", "size"},
      {"a = b AND size(things)", "size"},
      {"a between b and attribute_exists(things)", "attribute_exists"},
      {"a in (b, attribute_exists(things))", "attribute_exists"},
  };
  expect_refused(cases, "The function is not allowed to be used this way in an expression; function: ");
}

TEST(ConditionRefusal, ReservedWords) {
  const Case cases[] = {{"attribute_exists(views, #a)", "views"}, {":a < abOrT", "abOrT"}, {"x.status = y", "status"}};
  expect_refused(cases, "Attribute name is a reserved keyword; reserved keyword: ");
}

TEST(ConditionRefusal, UndefinedNames) {
  const Case cases[] = {
      {"attribute_exists(#Pictures.RearView, :a) and a=a", "#Pictures"},
      {"begins_with(Pictures.#RearView)", "#RearView"},
      {"(#P between :lo and :hi) and (#PC in (:cat1, :cat2))", "#P"},
      {"#4g > a", "#4g"},
      {"#_ > a", "#_"},
      {"(a)between(b.c[45].#d)and(:a)", "#d"},
  };
  expect_refused(cases, "An expression attribute name used in the document path is not defined; attribute name: ");
}

TEST(ConditionRefusal, UndefinedValues) {
  const Case cases[] = {{"begins_with(:hello, #a, #b)", ":hello"}, {":a < :b", ":a"}, {":_ > a", ":_"}};
  expect_refused(cases, "An expression attribute value used in expression is not defined; attribute value: ");
}

TEST(ConditionRefusal, OperandCounts) {
  const Case cases[] = {
      {"attribute_exists(things, a) and a=a", "attribute_exists, number of operands: 2"},
      {"attribute_not_exists(things, b)", "attribute_not_exists, number of operands: 2"},
      {"attribute_type(things)", "attribute_type, number of operands: 1"},
      {"begins_with(things)", "begins_with, number of operands: 1"},
      {"begins_with(things, size(a), b)", "begins_with, number of operands: 3"},
      {"contains(things)", "contains, number of operands: 1"},
      {"size(things, a) > b", "size, number of operands: 2"},
  };
  expect_refused(cases, "Incorrect number of operands for operator or function; operator or function: ");
}

std::string in_list(size_t count) {
  std::string text = "a IN (:v";
  for (size_t i = 1; i < count; ++i) text += ", :v";
  return text + ")";
}

TEST(ConditionRefusal, InTakesAHundredOperands) {
  EXPECT_EQ(filter_refusal(in_list(100), {}, {{":v", S("x")}}), "");
  EXPECT_EQ(filter_refusal(in_list(101), {}, {{":v", S("x")}}),
            "Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101");
}

TEST(ConditionRefusal, OperandTypes) {
  const struct {
    std::string_view text;
    AttributeValue value;
    std::string_view function;
    std::string_view type;
  } cases[] = {
      {"attribute_type(a, size(a)) and a=a and a=:a", N("1"), "attribute_type", "N"},
      {"attribute_type(a, :a)", N("1"), "attribute_type", "N"},
      {"attribute_type(a, :a)", Bool(true), "attribute_type", "BOOL"},
      {"attribute_type(a, :a)", SS({"1"}), "attribute_type", "SS"},
      {"attribute_type(a, b) and c=:a", N("1"), "attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"},
      {"begins_with(a, size(a)) and a=:a", N("1"), "begins_with", "N"},
      {"begins_with(a, :a)", N("1"), "begins_with", "N"},
      {"begins_with(a, :a)", NullValue(), "begins_with", "NULL"},
      {"begins_with(a, :a)", L({}), "begins_with", "L"},
      {"begins_with(:a, a)", M({}), "begins_with", "M"},
      {"begins_with(:a, a)", BS({"a"}), "begins_with", "BS"},
      {"size(size(a)) > :a", N("1"), "size", "N"},
      {"attribute_not_exists(size(:a))", N("1"), "size", "N"},
      {"size(:a) > a", Bool(true), "size", "BOOL"},
      {"size(:a) > a", NullValue(), "size", "NULL"},
      {"a < :a", Bool(true), "<", "BOOL"},
      {":a >= a", L({}), ">=", "L"},
      {"a between :a and :a", SS({"x"}), "BETWEEN", "SS"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(filter_refusal(c.text, {}, {{":a", c.value}}),
              "Invalid FilterExpression: Incorrect operand type for operator or function; operator or function: " +
                  std::string(c.function) + ", operand type: " + std::string(c.type))
        << c.text;
  }
}

TEST(ConditionRefusal, TypeNames) {
  EXPECT_EQ(filter_refusal("attribute_type(a, :a)", {}, {{":a", S("1")}}),
            "Invalid FilterExpression: Invalid attribute type name found; type: 1, valid types: "
            "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  for (const char* type : {"S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"}) {
    EXPECT_EQ(filter_refusal("attribute_type(a, :a)", {}, {{":a", S(type)}}), "");
  }
}

TEST(ConditionRefusal, PathsWhereValuesStand) {
  const Values values = {{":a", S("1")}};
  EXPECT_EQ(filter_refusal("attribute_exists(:a) and a=a", {}, values),
            "Invalid FilterExpression: Operator or function requires a document path; operator or function: "
            "attribute_exists");
  EXPECT_EQ(filter_refusal("attribute_not_exists(size(:a))", {}, values),
            "Invalid FilterExpression: Operator or function requires a document path; operator or function: "
            "attribute_not_exists");
}

TEST(ConditionRefusal, OperandsThatAreTheSame) {
  const struct {
    std::string_view text;
    std::string_view what;
  } cases[] = {
      {"a = a AND #a = b AND :views > a", "=, first operand: [a]"},
      {"#a <> a", "<>, first operand: [a]"},
      {"a > #a", ">, first operand: [a]"},
      {"((a=a) OR (a=#a))", "=, first operand: [a]"},
      {"contains(ab.bc[1].a, ab.bc[1].#a)", "contains, first operand: [ab, bc, [1], a]"},
      {"attribute_type(ab.bc[1].#a, ab.bc[1].a)", "attribute_type, first operand: [ab, bc, [1], a]"},
      {"begins_with(ab.bc[1].a, ab.bc[1].#a)", "begins_with, first operand: [ab, bc, [1], a]"},
      {"a between b and #a", "BETWEEN, first operand: [a]"},
      {"a in (b, #a)", "IN, first operand: [a]"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(filter_refusal(c.text, {{"#a", "a"}}),
              "Invalid FilterExpression: The first operand must be distinct from the remaining operands for this "
              "operator or function; operator: " +
                  std::string(c.what))
        << c.text;
  }
  EXPECT_EQ(filter_refusal(":a = :a", {}, {{":a", S("x")}}), "");
}

TEST(ConditionRefusal, BoundsOfBetween) {
  EXPECT_EQ(filter_refusal("a between :b and :a", {}, {{":a", S("a")}, {":b", N("1.50")}}),
            "Invalid FilterExpression: The BETWEEN operator requires same data type for lower and upper bounds; lower "
            "bound operand: AttributeValue: {N:1.5}, upper bound operand: AttributeValue: {S:a}");
  EXPECT_EQ(filter_refusal("a between :b and :a", {}, {{":a", S("a")}, {":b", S("b")}}),
            "Invalid FilterExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower "
            "bound; lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}");
  EXPECT_EQ(filter_refusal("a between :b and :a", {}, {{":a", B("a")}, {":b", B("b")}}),
            "Invalid FilterExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower "
            "bound; lower bound operand: AttributeValue: {B:Yg==}, upper bound operand: AttributeValue: {B:YQ==}");
  EXPECT_EQ(filter_refusal("a between :a and :a", {}, {{":a", S("a")}}), "");
}

TEST(ConditionRefusal, KindsComeInAFixedOrder) {
  // Each text has what its line says wrong with it and what all later lines have.
  const Values values = {{":n", N("1")}};
  const std::string rest = "begins_with(#x, :n) AND begins_with(a)";
  EXPECT_NE(filter_refusal("((a = b)) AND nope(a) AND size(a) AND abort = b AND " + rest, {}, values).find("redundant"),
            std::string::npos);
  EXPECT_NE(filter_refusal("abort = b AND size(a) AND nope(a) AND " + rest, {}, values).find("Invalid function name"),
            std::string::npos);
  EXPECT_NE(filter_refusal("abort = b AND size(a) AND " + rest, {}, values).find("used this way"), std::string::npos);
  EXPECT_NE(filter_refusal("abort = b AND " + rest, {}, values).find("reserved"), std::string::npos);
  // From here on, comparison by comparison.
  EXPECT_NE(filter_refusal(rest, {}, values).find("not defined; attribute name: #x"), std::string::npos);
  EXPECT_NE(filter_refusal("begins_with(a) AND begins_with(#x, :n)", {}, values).find("number of operands: 1"),
            std::string::npos);
}

}  // namespace
}  // namespace basalt::expression
