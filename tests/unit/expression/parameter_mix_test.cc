#include "basalt/expression/parameter_mix.h"

#include <gtest/gtest.h>

#include "unit/expression/request.h"

namespace basalt::expression {
namespace {

std::string update_mix(bool update, bool condition, bool updates, bool expected, bool names, bool values) {
  const Parameter expressions[] = {{"UpdateExpression", update}, {"ConditionExpression", condition}};
  const Parameter others[] = {{"AttributeUpdates", updates}, {"Expected", expected}};
  return message_of(check_parameter_mix(expressions, others, names, values));
}

TEST(ParameterMix, ExpressionsExcludeLegacyParameters) {
  EXPECT_EQ(update_mix(true, true, true, true, true, true),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}");
  EXPECT_EQ(update_mix(true, false, false, true, false, false),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{Expected} Expression parameters: {UpdateExpression}");
  EXPECT_EQ(update_mix(false, false, true, true, false, false), "");
  EXPECT_EQ(update_mix(true, true, false, false, true, true), "");
}

TEST(ParameterMix, PlaceholdersNeedAnExpression) {
  EXPECT_EQ(update_mix(false, false, false, true, true, true),
            "ExpressionAttributeNames can only be specified when using expressions");
  EXPECT_EQ(update_mix(false, false, false, true, false, true),
            "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and "
            "ConditionExpression are null");
}

std::string query_mix(bool projection, bool filter, bool key_expression, bool key_conditions, bool values) {
  const Parameter expressions[] = {
      {"ProjectionExpression", projection}, {"FilterExpression", filter}, {"KeyConditionExpression", key_expression}};
  const Parameter others[] = {{"AttributesToGet", false},
                              {"QueryFilter", false},
                              {"ConditionalOperator", false},
                              {"KeyConditions", key_conditions}};
  return message_of(check_parameter_mix(expressions, others, false, values));
}

TEST(ParameterMix, KeyConditionsMayStandBesideOtherExpressions) {
  EXPECT_EQ(query_mix(true, true, false, true, false), "");
  EXPECT_EQ(query_mix(false, false, true, true, false),
            "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: "
            "{KeyConditions} Expression parameters: {KeyConditionExpression}");
}

TEST(ParameterMix, AProjectionHasNoValues) {
  EXPECT_EQ(query_mix(true, false, false, true, true),
            "ExpressionAttributeValues can only be specified when using expressions: FilterExpression and "
            "KeyConditionExpression are null");
  const Parameter put[] = {{"ConditionExpression", false}};
  EXPECT_EQ(message_of(check_parameter_mix(put, {}, false, true)),
            "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
}

}  // namespace
}  // namespace basalt::expression
