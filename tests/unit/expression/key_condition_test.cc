#include "basalt/expression/key_condition.h"

#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

constexpr const char* kOncePerKey =
    "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key";

const KeySchemaView kHash = {{{"a", AttributeType::kString}}, {}};
const KeySchemaView kComposite = {{{"a", AttributeType::kString}}, {{"b", AttributeType::kString}}};
const KeySchemaView kMulti = {
    {{"p1", AttributeType::kString}, {"p2", AttributeType::kNumber}},
    {{"s1", AttributeType::kString}, {"s2", AttributeType::kNumber}, {"s3", AttributeType::kString}}};

const Values kValues = {{":a", S("x")}, {":b", S("y")}, {":n", N("1")}, {":m", N("2")}};

// Only the values that text uses, as AWS refuses others.
Values used(std::string_view text) {
  Values values;
  for (const auto& [name, value] : kValues) {
    if (text.find(name) != std::string_view::npos) values.emplace(name, value);
  }
  return values;
}

ApiResult<KeyCondition> read(std::string_view text, const KeySchemaView& schema) {
  const auto resolved = resolve({.key_condition = text}, substitutions({}, used(text)));
  if (!resolved.ok()) return Failure{resolved.error()};
  return key_condition(*resolved->key_condition, schema);
}

TEST(KeyCondition, PartitionAlone) {
  const KeyCondition found = read("a = :a", kComposite).value();
  EXPECT_EQ(found.partition, std::vector{S("x")});
  EXPECT_FALSE(found.sort);
  EXPECT_EQ(read("(:a = a)", kHash).value().partition, std::vector{S("x")});
}

TEST(KeyCondition, EveryOperatorOnTheSortKey) {
  using Operator = SortCondition::Operator;
  const std::pair<std::string_view, Operator> cases[] = {
      {"b = :b", Operator::kEqual},
      {"b < :b", Operator::kLess},
      {"b <= :b", Operator::kLessOrEqual},
      {"b > :b", Operator::kGreater},
      {"b >= :b", Operator::kGreaterOrEqual},
      {"begins_with(b, :b)", Operator::kBeginsWith},
      {":b < b", Operator::kGreater},
      {":b <= b", Operator::kGreaterOrEqual},
      {":b > b", Operator::kLess},
      {":b >= b", Operator::kLessOrEqual},
      {":b = b", Operator::kEqual},
  };
  for (const auto& [text, op] : cases) {
    const KeyCondition found = read("(" + std::string(text) + ") and (a = :a)", kComposite).value();
    ASSERT_TRUE(found.sort) << text;
    EXPECT_EQ(found.sort->op, op) << text;
    EXPECT_EQ(found.sort->value, S("y"));
    EXPECT_TRUE(found.sort_equal.empty());
  }
  const KeyCondition between = read("a = :a AND b BETWEEN :a AND :b", kComposite).value();
  EXPECT_EQ(between.sort->op, Operator::kBetween);
  EXPECT_EQ(between.sort->value, S("x"));
  EXPECT_EQ(between.sort->upper, S("y"));
}

TEST(KeyCondition, MultiAttributeKeys) {
  const KeyCondition partition = read("p2 = :n AND p1 = :a", kMulti).value();
  EXPECT_EQ(partition.partition, (std::vector{S("x"), N("1")}));
  EXPECT_FALSE(partition.sort);
  const KeyCondition range = read("p1 = :a AND p2 = :n AND s1 = :b AND s2 BETWEEN :n AND :m", kMulti).value();
  EXPECT_EQ(range.sort_equal, std::vector{S("y")});
  EXPECT_EQ(range.sort->op, SortCondition::Operator::kBetween);
  const KeyCondition all = read("p1 = :a AND p2 = :n AND s1 = :b AND s2 = :n AND s3 = :a", kMulti).value();
  EXPECT_EQ(all.sort_equal, (std::vector{S("y"), N("1")}));
  EXPECT_EQ(all.sort->value, S("x"));
  EXPECT_EQ(message_of(read("p1 = :a", kMulti)), "Query condition missed key schema element: p2");
  EXPECT_EQ(message_of(read("p1 = :a AND p2 = :n AND s2 = :n", kMulti)),
            "RANGE key attributes s1 must have equality conditions specified in the query because a condition is "
            "present on key attribute s2");
  EXPECT_EQ(message_of(read("p1 = :a AND p2 = :n AND s1 > :b AND s2 = :n", kMulti)),
            "RANGE key attributes s1 must have equality conditions specified in the query because a condition is "
            "present on key attribute s2");
}

TEST(KeyCondition, OperatorsThatNoKeyConditionHas) {
  const std::pair<std::string_view, std::string> cases[] = {
      {"a > b and size(b) > c or a > c", "OR"},
      {"a in (b, size(c), d)", "IN"},
      {"attribute_exists(a)", "attribute_exists"},
      {"attribute_not_exists(a)", "attribute_not_exists"},
      {"contains(a.d, b)", "contains"},
      {"not a > b", "NOT"},
      {"a <> b", "<>"},
  };
  for (const auto& [text, op] : cases) {
    EXPECT_EQ(refusal({.key_condition = text}), "Invalid operator used in KeyConditionExpression: " + op);
  }
  EXPECT_EQ(refusal({.key_condition = "attribute_type(a, :t)"}, {}, {{":t", S("S")}}),
            "Invalid operator used in KeyConditionExpression: attribute_type");
}

TEST(KeyCondition, WhatAConditionIsAbout) {
  const std::pair<std::string_view, std::string> cases[] = {
      {":a between size(b) and size(a) and b > :b",
       "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first "
       "operand"},
      {"begins_with(:a, b) and a > :b",
       "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first "
       "operand"},
      {"size(b) > a AND a.b > b AND b > c", "KeyConditionExpressions cannot contain nested operations"},
      {"a > size(b.d)", "KeyConditionExpressions cannot contain nested operations"},
      {"a between size(b) and size(a)", "KeyConditionExpressions cannot contain nested operations"},
      {"b > a.b", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"},
      {"b between c[1] and d",
       "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"},
      {"a between b and size(a)",
       "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"},
      {"begins_with(a, b)",
       "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"},
      {"b.d > a AND c.d > e.f", "KeyConditionExpressions cannot have conditions on nested attributes"},
      {"b[0] > a", "KeyConditionExpressions cannot have conditions on nested attributes"},
      {":b > :a AND a < :b", "Invalid condition in KeyConditionExpression: No key attribute specified"},
      {"b > :a AND b < :a and c = :a and d = :a", kOncePerKey},
      {"(a > :a and b > :a) and (b > :a and c > :a)", kOncePerKey},
  };
  for (const auto& [text, message] : cases)
    EXPECT_EQ(refusal({.key_condition = text}, {}, used(text)), message) << text;
}

TEST(KeyCondition, AgainstTheSchema) {
  const struct {
    std::string_view text;
    const KeySchemaView& schema;
    std::string message;
  } cases[] = {
      {"z between :n and :n", kComposite, "Query condition missed key schema element: a"},
      {"b = :b", kComposite, "Query condition missed key schema element: a"},
      {"a = :a and c = :n", kComposite, "Query condition missed key schema element: b"},
      {":n > a", kHash,
       "One or more parameter values were invalid: Condition parameter type does not match schema type"},
      {"a = :a and b = :n", kComposite,
       "One or more parameter values were invalid: Condition parameter type does not match schema type"},
      {"a > :a", kHash, "Query key condition not supported"},
      {"begins_with(a, :a)", kHash, "Query key condition not supported"},
      {"a between :a and :a", kHash, "Query key condition not supported"},
      {"a = :a AND b = :a", kHash,
       "The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)"},
      {":a = a and b = :a and :a = c", kComposite,
       "The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)"},
      {"(a > :a and b > :a) and (c > :a and d > :a) and (e > :a and f > :a)", kHash,
       "The number of query conditions (6) exceeds the number of key attributes defined in the schema (1)"},
  };
  for (const auto& c : cases) EXPECT_EQ(message_of(read(c.text, c.schema)), c.message) << c.text;
}

}  // namespace
}  // namespace basalt::expression
