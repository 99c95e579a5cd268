#include <gtest/gtest.h>

#include "basalt/expression/legacy.h"
#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

const Item kItem = {{"l", L({S("x"), N("1")})}, {"n", N("10")}, {"s", S("hello")}, {"ss", SS({"a", "b"})}};

std::string expected_message(const ExpectedAttribute& expected) {
  return message_of(lower_expected({{"a", expected}}, ConditionalOperator::kAnd));
}

constexpr const char* kInvalid = "One or more parameter values were invalid: ";

TEST(Expected, RefusesWhatDoesNotGoTogether) {
  const std::pair<ExpectedAttribute, std::string> cases[] = {
      {{}, "Value must be provided when Exists is null for Attribute: a"},
      {{.exists = true}, "Value must be provided when Exists is true for Attribute: a"},
      {{.value = S("a"), .exists = false}, "Value cannot be used when Exists is false for Attribute: a"},
      {{.comparison_operator = "LT"},
       "Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: a"},
      {{.exists = true, .comparison_operator = "LT"},
       "Exists and ComparisonOperator cannot be used together for Attribute: a"},
      {{.attribute_value_list = std::vector<AttributeValue>()},
       "AttributeValueList can only be used with a ComparisonOperator for Attribute: a"},
      {{.exists = true, .attribute_value_list = std::vector<AttributeValue>()},
       "AttributeValueList can only be used with a ComparisonOperator for Attribute: a"},
      {{.value = S("a"), .attribute_value_list = std::vector<AttributeValue>()},
       "Value and AttributeValueList cannot be used together for Attribute: a"},
      {{.value = S("a"), .comparison_operator = "BETWEEN"},
       "Invalid number of argument(s) for the BETWEEN ComparisonOperator"},
      {{.value = S("a"), .comparison_operator = "NULL"},
       "Invalid number of argument(s) for the NULL ComparisonOperator"},
      {{.comparison_operator = "IN", .attribute_value_list = std::vector{S("b"), N("1")}},
       "AttributeValues inside AttributeValueList must be of same type"},
  };
  for (const auto& [expected, message] : cases) EXPECT_EQ(expected_message(expected), kInvalid + message);
  EXPECT_EQ(expected_message({.comparison_operator = "BETWEEN", .attribute_value_list = std::vector{S("b"), S("a")}}),
            "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
}

bool expected_holds(const std::string& name, const ExpectedAttribute& expected) {
  return matches(lower_expected({{name, expected}}, ConditionalOperator::kAnd).value(), kItem);
}

TEST(Expected, ExistsAndValue) {
  EXPECT_TRUE(expected_holds("s", {.value = S("hello")}));
  EXPECT_TRUE(expected_holds("s", {.value = S("hello"), .exists = true}));
  EXPECT_FALSE(expected_holds("s", {.value = S("other")}));
  EXPECT_FALSE(expected_holds("gone", {.value = S("other")}));
  EXPECT_TRUE(expected_holds("gone", {.exists = false}));
  EXPECT_FALSE(expected_holds("s", {.exists = false}));
  EXPECT_TRUE(expected_holds("n", {.value = N("9"), .comparison_operator = "GT"}));
}

TEST(Expected, ConditionalOperators) {
  const Named<ExpectedAttribute> one_of_two = {{"s", {.value = S("hello")}}, {"n", {.value = N("11")}}};
  EXPECT_FALSE(matches(lower_expected(one_of_two, ConditionalOperator::kAnd).value(), kItem));
  EXPECT_TRUE(matches(lower_expected(one_of_two, ConditionalOperator::kOr).value(), kItem));
  EXPECT_TRUE(matches(lower_expected({}, ConditionalOperator::kAnd).value(), kItem));
  EXPECT_TRUE(matches(lower_expected({}, ConditionalOperator::kOr).value(), kItem));
}

LegacyCondition legacy(std::string op, std::vector<AttributeValue> values = {}) {
  return LegacyCondition{std::move(op), std::move(values)};
}

bool filter_holds(const std::string& name, const LegacyCondition& condition) {
  return matches(lower_filter({{name, condition}}, ConditionalOperator::kAnd).value(), kItem);
}

TEST(Filter, EveryOperator) {
  const struct {
    std::string name;
    LegacyCondition condition;
    bool expected;
  } cases[] = {
      {"n", legacy("EQ", {N("10.0")}), true},
      {"n", legacy("EQ", {S("10")}), false},
      {"n", legacy("NE", {N("10")}), false},
      {"n", legacy("NE", {S("10")}), true},
      {"gone", legacy("NE", {S("10")}), true},
      {"n", legacy("LE", {N("10")}), true},
      {"n", legacy("LT", {N("10")}), false},
      {"n", legacy("GE", {N("10")}), true},
      {"n", legacy("GT", {N("9")}), true},
      {"s", legacy("NOT_NULL"), true},
      {"gone", legacy("NOT_NULL"), false},
      {"gone", legacy("NULL"), true},
      {"s", legacy("NULL"), false},
      {"s", legacy("CONTAINS", {S("ell")}), true},
      {"ss", legacy("CONTAINS", {S("a")}), true},
      {"ss", legacy("CONTAINS", {S("c")}), false},
      {"l", legacy("CONTAINS", {N("1")}), true},
      {"s", legacy("NOT_CONTAINS", {S("ell")}), false},
      {"ss", legacy("NOT_CONTAINS", {S("c")}), true},
      {"gone", legacy("NOT_CONTAINS", {S("c")}), false},
      {"s", legacy("BEGINS_WITH", {S("he")}), true},
      {"s", legacy("IN", {S("x"), S("hello")}), true},
      {"ss", legacy("IN", {S("a")}), false},
      {"n", legacy("BETWEEN", {N("1"), N("10")}), true},
      {"gone", legacy("BETWEEN", {N("1"), N("10")}), false},
      {"ss", legacy("EQ", {SS({"b", "a"})}), true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(filter_holds(c.name, c.condition), c.expected) << c.name << ' ' << c.condition.comparison_operator;
  }
  EXPECT_TRUE(filter_holds("l", legacy("EQ", {L({S("x"), N("1")})})));
  EXPECT_TRUE(matches(lower_filter({{"b", legacy("EQ", {Bool(true)})}}, ConditionalOperator::kAnd).value(),
                      {{"b", Bool(true)}}));
}

std::string filter_message(const LegacyCondition& condition) {
  return message_of(lower_filter({{"a", condition}}, ConditionalOperator::kAnd));
}

TEST(Filter, ArgumentCounts) {
  const std::string prefix = std::string(kInvalid) + "Invalid number of argument(s) for the ";
  for (const char* op : {"EQ", "NE", "LE", "LT", "GE", "GT", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH"}) {
    EXPECT_EQ(filter_message({op, std::nullopt}), prefix + op + " ComparisonOperator");
    EXPECT_EQ(filter_message(legacy(op, {S("a"), S("a")})), prefix + op + " ComparisonOperator");
    EXPECT_EQ(filter_message(legacy(op, {S("a")})), "");
  }
  for (const char* op : {"NULL", "NOT_NULL"}) {
    EXPECT_EQ(filter_message(legacy(op, {S("a")})), prefix + op + " ComparisonOperator");
  }
  EXPECT_EQ(filter_message(legacy("IN")), prefix + "IN ComparisonOperator");
  EXPECT_EQ(filter_message(legacy("BETWEEN", {S("a"), S("a"), S("a")})), prefix + "BETWEEN ComparisonOperator");
}

TEST(Filter, TypesOfArguments) {
  const AttributeValue bad[] = {SS({"a"}), NS({"1"}), BS({"a"}), M({}), L({})};
  for (const char* op : {"LT", "LE", "GT", "GE", "IN", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH"}) {
    for (const AttributeValue& value : bad) {
      EXPECT_EQ(filter_message(legacy(op, {value})), std::string(kInvalid) + "ComparisonOperator " + op +
                                                         " is not valid for " + std::string(type_name(value.type())) +
                                                         " AttributeValue type");
    }
  }
  for (const char* op : {"LT", "IN"}) EXPECT_NE(filter_message(legacy(op, {Bool(true)})), "");
  EXPECT_EQ(filter_message(legacy("BEGINS_WITH", {N("1")})),
            std::string(kInvalid) + "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type");
  EXPECT_EQ(filter_message(legacy("BETWEEN", {NullValue(), NullValue()})),
            std::string(kInvalid) + "ComparisonOperator BETWEEN is not valid for NULL AttributeValue type");
}

const KeySchemaView kSchema = {{{"a", AttributeType::kString}}, {{"b", AttributeType::kNumber}}};

TEST(KeyConditions, BecomeAKeyCondition) {
  const auto found =
      lower_key_conditions({{"b", legacy("BETWEEN", {N("1"), N("2")})}, {"a", legacy("EQ", {S("x")})}}, kSchema)
          .value();
  EXPECT_EQ(found.partition, std::vector{S("x")});
  EXPECT_EQ(found.sort->op, SortCondition::Operator::kBetween);
  EXPECT_EQ(found.sort->upper, N("2"));
}

TEST(KeyConditions, Refusals) {
  const auto message = [](const Named<LegacyCondition>& conditions) {
    return message_of(lower_key_conditions(conditions, kSchema));
  };
  const LegacyCondition eq = legacy("EQ", {S("x")});
  EXPECT_EQ(message({}), "Conditions can be of length 1 or 2 only");
  EXPECT_EQ(message({{"a", eq}, {"b", eq}, {"c", eq}}), "Conditions can be of length 1 or 2 only");
  EXPECT_EQ(message({{"z", legacy("NULL")}}), "Query condition missed key schema element: a");
  EXPECT_EQ(message({{"a", eq}, {"c", legacy("NULL")}}), "Query condition missed key schema element: b");
  EXPECT_EQ(message({{"a", legacy("LE", {S("x")})}}), "Query key condition not supported");
  EXPECT_EQ(message({{"a", eq}, {"b", legacy("EQ", {S("x")})}}),
            std::string(kInvalid) + "Condition parameter type does not match schema type");
  for (const LegacyCondition& condition :
       {legacy("NULL"), legacy("NOT_NULL"), legacy("NE", {N("1")}), legacy("CONTAINS", {S("a")}),
        legacy("NOT_CONTAINS", {S("a")}), legacy("IN", {S("a")})}) {
    EXPECT_EQ(message({{"a", condition}}), "Attempted conditional constraint is not an indexable operation");
    EXPECT_EQ(message({{"a", eq}, {"b", condition}}), "Attempted conditional constraint is not an indexable operation");
  }
  EXPECT_EQ(message_of(check_key_conditions({{"a", legacy("EQ")}})),
            std::string(kInvalid) + "Invalid number of argument(s) for the EQ ComparisonOperator");
  EXPECT_EQ(message_of(check_key_conditions({{"z", eq}})), "");
}

}  // namespace
}  // namespace basalt::expression
