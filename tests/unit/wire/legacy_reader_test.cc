#include "gtest/gtest.h"
#include "unit/wire/parsed_object.h"
#include "wire/object_reader.h"

namespace basalt::wire {
namespace {

TEST(LegacyReaderTest, ExpectedKeepsItsOrderAndItsFirstError) {
  const ParsedObject object(R"({"Expected":{"z":{"Value":{"S":"a"},"Exists":true},)"
                            R"("a":{"ComparisonOperator":"IN","AttributeValueList":[{"NS":[]},{}]}}})");
  Problems problems;
  const Path root;
  ObjectReader members(object.get(), root, problems);
  std::optional<operations::Checked<expression::Named<expression::ExpectedAttribute>>> expected;
  members.expected(expected);
  ASSERT_TRUE(expected.has_value());
  ASSERT_EQ(expected->value.size(), 2u);
  EXPECT_EQ(expected->value[0].first, "z");
  EXPECT_EQ(expected->value[0].second.value, AttributeValue::string("a"));
  EXPECT_EQ(expected->value[0].second.exists, true);
  EXPECT_EQ(expected->value[1].second.comparison_operator, "IN");
  EXPECT_EQ(expected->value[1].second.attribute_value_list->size(), 2u);
  EXPECT_EQ(expected->error->message(), "One or more parameter values were invalid: An number set  may not be empty");
  EXPECT_FALSE(problems.error().has_value());
}

TEST(LegacyReaderTest, OperatorsComeFromAList) {
  const ParsedObject object(R"({"QueryFilter":{"a":{"ComparisonOperator":"LIKE"},"b":{}}})");
  Problems problems;
  const Path root;
  ObjectReader members(object.get(), root, problems);
  std::optional<operations::Checked<expression::Named<expression::LegacyCondition>>> filter;
  members.conditions("QueryFilter", filter);
  EXPECT_EQ(
      problems.error()->message(),
      "2 validation errors detected: Value 'LIKE' at 'queryFilter.a.member.comparisonOperator' failed to satisfy "
      "constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, "
      "LE, BEGINS_WITH, GE, CONTAINS]; Value null at 'queryFilter.b.member.comparisonOperator' failed to satisfy "
      "constraint: Member must not be null");
}

TEST(LegacyReaderTest, AttributeUpdates) {
  const ParsedObject object(R"({"AttributeUpdates":{"a":{"Action":"ADD","Value":{"N":"1"}},"b":{"Action":"DELETE"}}})");
  Problems problems;
  const Path root;
  ObjectReader members(object.get(), root, problems);
  std::optional<operations::Checked<expression::Named<expression::AttributeUpdate>>> updates;
  members.attribute_updates(updates);
  ASSERT_TRUE(updates.has_value());
  EXPECT_EQ(updates->value[0].second.action, "ADD");
  EXPECT_EQ(updates->value[0].second.value, AttributeValue::integer(1));
  EXPECT_EQ(updates->value[1].second.value, std::nullopt);
  EXPECT_FALSE(updates->error.has_value());
}

}  // namespace
}  // namespace basalt::wire
