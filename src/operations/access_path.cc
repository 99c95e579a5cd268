#include "operations/access_path.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"

namespace basalt::operations {
namespace {

expression::KeyAttribute typed(const store::Table& table, const std::string& name) {
  const store::AttributeDefinition* definition = table.attribute(name);
  CHECK(definition != nullptr);
  return {name, definition->type};
}

expression::KeySchemaView typed(const store::Table& table, const store::KeySchema& schema) {
  expression::KeySchemaView view;
  for (const std::string& name : schema.partition) view.partition.push_back(typed(table, name));
  for (const std::string& name : schema.sort) view.sort.push_back(typed(table, name));
  return view;
}

bool contains(const std::vector<expression::KeyAttribute>& attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const auto& attribute) { return attribute.name == name; });
}

template <class Index>
const Index* index_named(const std::vector<Index>& indexes, const std::string& name) {
  const auto found =
      std::find_if(indexes.begin(), indexes.end(), [&](const Index& index) { return index.name == name; });
  return found == indexes.end() ? nullptr : &*found;
}

// find(name) gives a pointer or an optional to the value; encodes what a row is made of. False: an attribute lacks.
template <class Find>
bool append_row(const expression::KeySchemaView& key, const std::vector<std::string>& suffix, uint64_t space,
                const Find& find, std::string& row) {
  const auto append = [&](const std::string& name) {
    const auto value = find(name);
    if (!value) return false;
    keys::encode(*value, row);
    return true;
  };
  row.assign(keys::kRowPrefixSize, '\0');
  for (const expression::KeyAttribute& attribute : key.partition) {
    if (!append(attribute.name)) return false;
  }
  const uint64_t hash = keys::partition_hash(std::string_view(row).substr(keys::kRowPrefixSize));
  row.replace(0, keys::kRowPrefixSize, keys::hash_position(space, hash));
  for (const expression::KeyAttribute& attribute : key.sort) {
    if (!append(attribute.name)) return false;
  }
  return std::all_of(suffix.begin(), suffix.end(), append);
}

}  // namespace

ApiResult<AccessPath> AccessPath::find(const store::Table& table, const std::optional<std::string>& index_name) {
  const store::TableDefinition& definition = table.definition();
  AccessPath path;
  path.table_ = &table;
  const store::KeySchema* schema = &definition.key_schema;
  path.space_ = definition.space.value;
  if (index_name) {
    if (const auto* local = index_named(definition.local_indexes, *index_name)) {
      path.kind_ = Kind::kLocalIndex;
      path.index_name_ = &local->name;
      path.index_projection_ = &local->projection;
      path.space_ = local->space.value;
      schema = &local->key_schema;
    } else if (const auto* global = index_named(definition.global_indexes, *index_name)) {
      if (global->status == store::IndexStatus::kCreating) {
        return Failure{ApiError::validation("Cannot read from backfilling global secondary index: " + global->name)};
      }
      path.kind_ = Kind::kGlobalIndex;
      path.index_name_ = &global->name;
      path.index_projection_ = &global->projection;
      path.space_ = global->space.value;
      schema = &global->key_schema;
    } else {
      return Failure{ApiError::validation("The table does not have the specified index: " + *index_name)};
    }
  }
  path.key_ = typed(table, *schema);

  const expression::KeySchemaView table_key = typed(table, definition.key_schema);
  path.start_key_attributes_ = table_key.partition;
  path.start_key_attributes_.insert(path.start_key_attributes_.end(), table_key.sort.begin(), table_key.sort.end());
  if (!path.is_index()) return path;
  // A local index's rows lie in their collection, whose partition key they begin with already.
  for (const expression::KeyAttribute& attribute : path.start_key_attributes_) {
    const bool told = path.kind_ == Kind::kLocalIndex && contains(path.key_.partition, attribute.name);
    if (!told) path.row_suffix_.push_back(attribute.name);
  }
  for (const auto* part : {&path.key_.partition, &path.key_.sort}) {
    for (const expression::KeyAttribute& attribute : *part) {
      if (!contains(path.start_key_attributes_, attribute.name)) path.start_key_attributes_.push_back(attribute);
    }
  }
  return path;
}

bool AccessPath::is_key(std::string_view attribute) const {
  return contains(key_.partition, attribute) || contains(key_.sort, attribute);
}

bool AccessPath::holds(std::string_view attribute) const {
  if (!is_index() || index_projection_->type == store::ProjectionType::kAll) return true;
  if (contains(start_key_attributes_, attribute)) return true;
  const auto& included = index_projection_->non_key_attributes;
  return std::find(included.begin(), included.end(), attribute) != included.end();
}

std::string AccessPath::encode(const std::vector<AttributeValue>& values) {
  std::string encoded;
  for (const AttributeValue& value : values) keys::encode(value, encoded);
  return encoded;
}

std::optional<std::string> AccessPath::row_of(const ItemView& item) const {
  std::string row;
  if (!append_row(
          key_, row_suffix_, space_, [&](const std::string& name) { return item.find(name); }, row)) {
    return std::nullopt;
  }
  return row;
}

std::string AccessPath::row_of(const Item& start_key) const {
  std::string row;
  CHECK(append_row(
      key_, row_suffix_, space_, [&](const std::string& name) { return start_key.find(name); }, row));
  return row;
}

Item AccessPath::start_key(const ItemView& item) const {
  Item::Attributes attributes;
  attributes.reserve(start_key_attributes_.size());
  for (const expression::KeyAttribute& attribute : start_key_attributes_) {
    const std::optional<ValueView> value = item.find(attribute.name);
    CHECK(value.has_value());
    attributes.push_back({attribute.name, value->decode()});
  }
  return Item::from_attributes(std::move(attributes));
}

}  // namespace basalt::operations
