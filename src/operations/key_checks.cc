#include "basalt/operations/key_checks.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "basalt/expression/update.h"
#include "basalt/keys/key_codec.h"
#include "basalt/value/item_size.h"
#include "operations/index_key_checks.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";
constexpr std::string_view kNotValid = "One or more parameter values are not valid. ";

// A value at level 1 is an attribute's own; each map or list around it adds a level.
constexpr int kDeepestLevel = 32;

Failure<ApiError> invalid(std::string text) {
  text.insert(0, kInvalid);
  return Failure{ApiError::validation(std::move(text))};
}

ApiResult<void> check_key_element(const store::Table::KeyAttribute& attribute, const Item& key, bool is_partition) {
  const AttributeValue* value = key.find(attribute.name);
  if (value == nullptr || value->type() != attribute.type) return Failure{key_schema_mismatch()};
  return check_key_attribute_value(attribute.name, *value, is_partition);
}

// Of an S or B; nothing else has a size that could be wrong.
ApiResult<void> check_size_of_key(std::string_view name, AttributeType type, std::optional<size_t> size,
                                  bool is_partition) {
  if (!size) return {};
  if (*size == 0) {
    return Failure{ApiError::validation(std::string(kNotValid) + empty_key_text(type) + " Key: " + std::string(name))};
  }
  return check_key_value_size(*size, is_partition);
}

ApiResult<void> check_item_key(const store::Table::KeyAttribute& attribute, const ItemView& item, bool is_partition) {
  const std::optional<ValueView> value = item.find(attribute.name);
  if (!value) return invalid("Missing the key " + attribute.name + " in the item");
  if (value->type() != attribute.type) {
    return invalid("Type mismatch for key " + attribute.name + " expected: " + std::string(type_name(attribute.type)) +
                   " actual: " + std::string(type_name(value->type())));
  }
  return check_size_of_key(attribute.name, value->type(), key_value_size(*value), is_partition);
}

// Bounded by kDeepestLevel, whatever the depth of the value.
bool deeper_than_allowed(const AttributeValue& value, int level) {
  if (level > kDeepestLevel) return true;
  if (const Map* map = value.get_if<Map>()) {
    for (const Item::Attribute& member : map->attributes()) {
      if (deeper_than_allowed(member.value, level + 1)) return true;
    }
  } else if (const List* list = value.get_if<List>()) {
    for (const AttributeValue& element : *list) {
      if (deeper_than_allowed(element, level + 1)) return true;
    }
  }
  return false;
}

bool is_index_key(const store::TableDefinition& definition, std::string_view name) {
  bool found = false;
  for_each_index_key(
      definition, [&](const std::string&, const std::string& attribute, bool) { found = found || attribute == name; });
  return found;
}

}  // namespace

ApiError key_schema_mismatch() { return ApiError::validation("The provided key element does not match the schema"); }

ApiResult<void> check_key_attribute_value(std::string_view name, const AttributeValue& value, bool is_partition) {
  return check_size_of_key(name, value.type(), key_value_size(value), is_partition);
}

bool is_about_empty_key(const ApiError& error) { return error.message().starts_with(kNotValid); }

ApiResult<void> check_key(const store::Table& table, const Item& key) {
  const store::Table::KeyAttribute* sort = table.sort_key();
  if (key.size() != (sort == nullptr ? 1U : 2U)) return Failure{key_schema_mismatch()};
  TRY(check_key_element(table.partition_key(), key, true));
  if (sort != nullptr) TRY(check_key_element(*sort, key, false));
  return {};
}

ApiResult<void> check_item(const store::Table& table, const ItemView& item) {
  TRY(check_item_key(table.partition_key(), item, true));
  if (const store::Table::KeyAttribute* sort = table.sort_key()) TRY(check_item_key(*sort, item, false));
  const std::optional<IndexKeyFault> fault = find_index_key_fault(table, item, [](std::string_view) { return true; });
  if (!fault) return {};
  if (fault->kind != IndexKeyFault::Kind::kEmpty) return Failure{index_key_error(*fault)};
  return Failure{ApiError::validation(std::string(kNotValid) +
                                      "A value specified for a secondary index key is not supported. " +
                                      empty_key_text(fault->expected) + " IndexName: " + std::string(fault->index) +
                                      ", IndexKey: " + std::string(fault->attribute))};
}

ApiResult<void> check_updated_item(const store::Table& table, const Item& item, std::span<const std::string> touched) {
  for (const Item::Attribute& attribute : item.attributes()) {
    if (deeper_than_allowed(attribute.value, 1)) {
      return Failure{ApiError::validation(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported "
          "limit")};
    }
  }
  const std::optional<IndexKeyFault> fault = find_index_key_fault(table, item, [&](std::string_view name) {
    return std::find(touched.begin(), touched.end(), name) != touched.end();
  });
  if (!fault) return {};
  if (fault->kind != IndexKeyFault::Kind::kEmpty) return Failure{index_key_error(*fault)};
  return Failure{
      ApiError::validation(std::string(kNotValid) +
                           "The update expression attempted to update a secondary index key to a value that is not "
                           "supported. " +
                           empty_key_text(fault->expected))};
}

ApiResult<void> check_item_size(size_t size) {
  if (size <= kMaxItemSize) return {};
  return Failure{ApiError::validation("Item size has exceeded the maximum allowed size")};
}

ApiResult<void> check_updated_item_size(size_t size) {
  if (size <= kMaxItemSize) return {};
  return Failure{expression::updated_item_too_large()};
}

ApiResult<void> check_scalar_keys(const store::Table& table, std::span<const DocumentPath> paths) {
  const auto nested_into = [&](const auto& is_wanted) -> const std::string* {
    for (const DocumentPath& path : paths) {
      if (path.elements.size() > 1 && is_wanted(path.top())) return &path.top();
    }
    return nullptr;
  };
  constexpr std::string_view kText =
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
  if (const std::string* key = nested_into([&](const std::string& name) { return table.is_key(name); })) {
    return Failure{ApiError::validation(std::string(kText) + "Key: " + *key)};
  }
  if (const std::string* key =
          nested_into([&](const std::string& name) { return is_index_key(table.definition(), name); })) {
    return Failure{ApiError::validation(std::string(kText) + "IndexKey: " + *key)};
  }
  return {};
}

}  // namespace basalt::operations
