#include "basalt/expression/parameter_mix.h"

#include <algorithm>
#include <string>
#include <vector>

namespace basalt::expression {
namespace {

constexpr std::string_view kKeyConditions = "KeyConditions";
constexpr std::string_view kKeyConditionExpression = "KeyConditionExpression";
constexpr std::string_view kProjectionExpression = "ProjectionExpression";

std::string join(const std::vector<std::string_view>& names, std::string_view separator) {
  std::string text;
  for (std::string_view name : names) {
    if (!text.empty()) text += separator;
    text += name;
  }
  return text;
}

std::vector<std::string_view> given_of(std::span<const Parameter> parameters) {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : parameters) {
    if (parameter.given) names.push_back(parameter.name);
  }
  return names;
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

ApiResult<void> check_exclusion(const std::vector<std::string_view>& expressions,
                                std::vector<std::string_view> non_expressions) {
  if (expressions.empty()) return {};
  // KeyConditions may stand beside a filter or projection expression, as nothing else says which keys to query.
  if (!contains(expressions, kKeyConditionExpression)) std::erase(non_expressions, kKeyConditions);
  if (non_expressions.empty()) return {};
  return Failure{ApiError::validation(
      "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {" +
      join(non_expressions, ", ") + "} Expression parameters: {" + join(expressions, ", ") + "}")};
}

// Projections have no values, so they do not count.
ApiResult<void> check_values(std::span<const Parameter> expressions) {
  std::vector<std::string_view> absent;
  for (const Parameter& expression : expressions) {
    if (expression.name == kProjectionExpression) continue;
    if (expression.given) return {};
    absent.push_back(expression.name);
  }
  if (absent.empty()) return {};
  return Failure{ApiError::validation("ExpressionAttributeValues can only be specified when using expressions: " +
                                      join(absent, " and ") + (absent.size() > 1 ? " are null" : " is null"))};
}

}  // namespace

ApiResult<void> check_parameter_mix(std::span<const Parameter> expressions, std::span<const Parameter> non_expressions,
                                    bool has_names, bool has_values) {
  const auto given = given_of(expressions);
  TRY(check_exclusion(given, given_of(non_expressions)));
  if (has_names && given.empty()) {
    return Failure{ApiError::validation("ExpressionAttributeNames can only be specified when using expressions")};
  }
  if (has_values) return check_values(expressions);
  return {};
}

}  // namespace basalt::expression
