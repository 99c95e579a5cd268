#include "operations/access_path.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"

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

const store::GlobalIndex* readable_global_index(const store::TableDefinition& definition, const std::string& name) {
  const auto* index = index_named(definition.global_indexes, name);
  return index == nullptr || index->status == store::IndexStatus::kDeleting ? nullptr : index;
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
      path.index_projection_ = &local->projection;
      schema = &local->key_schema;
    } else if (const auto* global = readable_global_index(definition, *index_name)) {
      if (global->status == store::IndexStatus::kCreating) {
        return Failure{ApiError::validation("Cannot read from backfilling global secondary index: " + global->name)};
      }
      path.kind_ = Kind::kGlobalIndex;
      path.index_projection_ = &global->projection;
      schema = &global->key_schema;
    } else {
      return Failure{ApiError::validation("The table does not have the specified index: " + *index_name)};
    }
    path.index_ = table.index(*index_name);
    CHECK(path.index_ != nullptr);
    path.space_ = path.index_->space().value;
  }
  path.key_ = typed(table, *schema);

  const expression::KeySchemaView table_key = typed(table, definition.key_schema);
  path.start_key_attributes_ = table_key.partition;
  path.start_key_attributes_.insert(path.start_key_attributes_.end(), table_key.sort.begin(), table_key.sort.end());
  if (!path.is_index()) return path;
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

bool AccessPath::holds(std::string_view attribute) const { return !is_index() || index_->holds(attribute); }

std::string AccessPath::encode(const std::vector<AttributeValue>& values) {
  std::string encoded;
  for (const AttributeValue& value : values) keys::encode(value, encoded);
  return encoded;
}

std::string AccessPath::row_of(const Item& start_key) const {
  return is_index() ? index_->row_of(start_key) : table_->key_of(start_key).row;
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
