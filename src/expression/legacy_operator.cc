#include "expression/legacy_operator.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "expression/datum.h"

namespace basalt::expression {
namespace {

// Sets of AttributeTypes, a bit each.
using TypeMask = uint16_t;
constexpr TypeMask bit(AttributeType type) { return static_cast<TypeMask>(1u << static_cast<unsigned>(type)); }

constexpr TypeMask kText = bit(AttributeType::kString) | bit(AttributeType::kBinary);
constexpr TypeMask kScalar = kText | bit(AttributeType::kNumber);
constexpr TypeMask kElement = kScalar | bit(AttributeType::kBool) | bit(AttributeType::kNull);
constexpr TypeMask kAny = 0xFFFF;

constexpr size_t kUnlimited = SIZE_MAX;

struct Rule {
  std::string_view name;
  size_t min_values;
  size_t max_values;
  TypeMask types;
};

// In the order of LegacyOperator.
constexpr Rule kRules[] = {
    {"EQ", 1, 1, kAny},           {"NE", 1, 1, kAny},
    {"LE", 1, 1, kScalar},        {"LT", 1, 1, kScalar},
    {"GE", 1, 1, kScalar},        {"GT", 1, 1, kScalar},
    {"NOT_NULL", 0, 0, kAny},     {"NULL", 0, 0, kAny},
    {"CONTAINS", 1, 1, kElement}, {"NOT_CONTAINS", 1, 1, kElement},
    {"BEGINS_WITH", 1, 1, kText}, {"IN", 1, kUnlimited, kScalar},
    {"BETWEEN", 2, 2, kScalar},
};

const Rule& rule_of(LegacyOperator op) { return kRules[static_cast<size_t>(op)]; }

}  // namespace

ApiResult<LegacyOperator> legacy_operator(std::string_view name) {
  const auto found = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& r) { return r.name == name; });
  if (found == std::end(kRules))
    return Failure{invalid_parameter("Unsupported ComparisonOperator: " + std::string(name))};
  return static_cast<LegacyOperator>(found - std::begin(kRules));
}

ApiResult<void> check_arguments(LegacyOperator op, std::span<const AttributeValue> values) {
  const Rule& rule = rule_of(op);
  const std::string name(rule.name);
  if (values.size() < rule.min_values || values.size() > rule.max_values) {
    return Failure{invalid_parameter("Invalid number of argument(s) for the " + name + " ComparisonOperator")};
  }
  if (values.empty()) return {};
  const AttributeType type = values.front().type();
  if (std::any_of(values.begin(), values.end(), [&](const AttributeValue& value) { return value.type() != type; })) {
    return Failure{invalid_parameter("AttributeValues inside AttributeValueList must be of same type")};
  }
  if ((rule.types & bit(type)) == 0) {
    return Failure{invalid_parameter("ComparisonOperator " + name + " is not valid for " +
                                     std::string(type_name(type)) + " AttributeValue type")};
  }
  const auto ordering = op == LegacyOperator::kBetween ? order(values[0], values[1]) : std::nullopt;
  if (ordering && *ordering > 0) {
    return Failure{ApiError::validation(
        "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound")};
  }
  return {};
}

ApiError invalid_parameter(std::string_view what) {
  return ApiError::validation("One or more parameter values were invalid: " + std::string(what));
}

}  // namespace basalt::expression
