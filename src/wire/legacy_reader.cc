// The legacy parameters: Expected, KeyConditions, QueryFilter, ScanFilter and AttributeUpdates.
#include <algorithm>
#include <array>

#include "wire/attribute_value_reader.h"

namespace basalt::wire {
namespace {

constexpr auto kComparisonOperators = std::to_array<EnumName<std::string_view>>({
    {"IN", "IN"},
    {"NULL", "NULL"},
    {"BETWEEN", "BETWEEN"},
    {"LT", "LT"},
    {"NOT_CONTAINS", "NOT_CONTAINS"},
    {"EQ", "EQ"},
    {"GT", "GT"},
    {"NOT_NULL", "NOT_NULL"},
    {"NE", "NE"},
    {"LE", "LE"},
    {"BEGINS_WITH", "BEGINS_WITH"},
    {"GE", "GE"},
    {"CONTAINS", "CONTAINS"},
});

constexpr auto kAttributeActions = std::to_array<EnumName<std::string_view>>({
    {"ADD", "ADD"},
    {"PUT", "PUT"},
    {"DELETE", "DELETE"},
});

// The value of a Checked, its error handed to the collection around it.
template <class T>
std::optional<T> unwrap(std::optional<operations::Checked<T>> read, std::optional<ApiError>& error) {
  if (!read) return std::nullopt;
  if (read->error && !error) error = std::move(read->error);
  return std::move(read->value);
}

// Reads a map of structures into named members, in the request's order; the last of a repeated name counts.
template <class T, class Read>
void read_named(ObjectReader& members, std::string_view name, std::string_view shape,
                std::optional<operations::Checked<expression::Named<T>>>& out, Read&& read) {
  operations::Checked<expression::Named<T>> result;
  const bool there = members.map_of_structures(
      name, {.shape = shape}, [&](size_t size) { result.value.reserve(size); },
      [&](std::string_view key, ObjectReader& member) {
        result.value.emplace_back(std::string(key), read(member, result.error));
      });
  if (there) out = std::move(result);
}

void comparison_operator(ObjectReader& members, bool required, std::optional<std::string>& out) {
  std::optional<std::string_view> name;
  members.enumeration("ComparisonOperator", name, kComparisonOperators, required);
  if (name) out.emplace(*name);
}

std::optional<std::vector<AttributeValue>> attribute_values(ObjectReader& members, std::optional<ApiError>& error) {
  std::optional<operations::Checked<std::vector<AttributeValue>>> values;
  members.attribute_value_list("AttributeValueList", values);
  return unwrap(std::move(values), error);
}

std::optional<AttributeValue> single_value(ObjectReader& members, std::optional<ApiError>& error) {
  std::optional<operations::Checked<AttributeValue>> value;
  members.attribute_value("Value", value);
  return unwrap(std::move(value), error);
}

}  // namespace

void ObjectReader::expected(std::optional<operations::Checked<expression::Named<expression::ExpectedAttribute>>>& out) {
  read_named(*this, "Expected", "ExpectedAttributeValue", out,
             [](ObjectReader& member, std::optional<ApiError>& error) {
               expression::ExpectedAttribute expected;
               expected.attribute_value_list = attribute_values(member, error);
               comparison_operator(member, false, expected.comparison_operator);
               member.boolean("Exists", expected.exists);
               expected.value = single_value(member, error);
               return expected;
             });
}

void ObjectReader::conditions(std::string_view name,
                              std::optional<operations::Checked<expression::Named<expression::LegacyCondition>>>& out) {
  read_named(*this, name, "Condition", out, [](ObjectReader& member, std::optional<ApiError>& error) {
    expression::LegacyCondition condition;
    condition.attribute_value_list = attribute_values(member, error);
    std::optional<std::string> comparison;
    comparison_operator(member, true, comparison);
    if (comparison) condition.comparison_operator = *std::move(comparison);
    return condition;
  });
}

void ObjectReader::attribute_updates(
    std::optional<operations::Checked<expression::Named<expression::AttributeUpdate>>>& out) {
  read_named(*this, "AttributeUpdates", "AttributeValueUpdate", out,
             [](ObjectReader& member, std::optional<ApiError>& error) {
               expression::AttributeUpdate update;
               std::optional<std::string_view> action;
               member.enumeration("Action", action, kAttributeActions);
               if (action) update.action.emplace(*action);
               update.value = single_value(member, error);
               return update;
             });
}

}  // namespace basalt::wire
