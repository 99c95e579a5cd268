#include "store/index_row_owner.h"

#include <vector>

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"

namespace basalt::store {
namespace {

// The attributes whose values follow the hash in an index row (keys/key_layout.h).
std::vector<std::string> attributes_of_row(const TableDefinition& definition, const IndexLayout& index) {
  std::vector<std::string> names;
  const auto append = [&](const std::vector<std::string>& more) {
    names.insert(names.end(), more.begin(), more.end());
  };
  const auto append_schema = [&](const auto& indexes) {
    for (const auto& defined : indexes) {
      if (defined.space != index.space()) continue;
      append(defined.key_schema.partition);
      append(defined.key_schema.sort);
    }
  };
  append_schema(definition.local_indexes);
  append_schema(definition.global_indexes);
  if (index.kind() == IndexLayout::Kind::kGlobal) append(definition.key_schema.partition);
  append(definition.key_schema.sort);
  return names;
}

bool is_key(const Item& item, const Table::KeyAttribute& attribute) {
  const AttributeValue* value = item.find(attribute.name);
  return value != nullptr && value->type() == attribute.type;
}

}  // namespace

std::optional<std::string> owner_of(const Table& table, const DerivedSpace& space, std::string_view row) {
  if (space.kind == DerivedSpace::Kind::kExpiry) {
    if (row.size() < keys::kSpacePrefixSize + keys::kRowPrefixSize) return std::nullopt;
    return keys::expiry_row_item(table.definition().space.value, row);
  }
  if (row.size() < keys::kRowPrefixSize) return std::nullopt;
  std::string_view rest = row.substr(keys::kRowPrefixSize);
  Item attributes;
  for (const std::string& name : attributes_of_row(table.definition(), *space.index)) {
    auto value = keys::decode(rest);
    if (!value) return std::nullopt;
    attributes.set(name, *std::move(value));
  }
  if (!rest.empty() || !is_key(attributes, table.partition_key())) return std::nullopt;
  if (table.sort_key() != nullptr && !is_key(attributes, *table.sort_key())) return std::nullopt;
  return table.key_of(attributes).row;
}

}  // namespace basalt::store
