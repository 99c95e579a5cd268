#include "basalt/store/index_layout.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "basalt/value/item_assembly.h"
#include "store/index_state.h"

namespace basalt::store {
namespace {

AttributeType type_of(const TableDefinition& table, const std::string& attribute) {
  const auto& definitions = table.attribute_definitions;
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [&](const AttributeDefinition& definition) { return definition.name == attribute; });
  CHECK(found != definitions.end());
  return found->type;
}

bool has_key_size(std::string_view bytes, size_t max_size) { return !bytes.empty() && bytes.size() <= max_size; }

bool has_key_size(const ValueView& value, size_t max_size) {
  return value.type() == AttributeType::kNumber || has_key_size(value.bytes(), max_size);
}

bool has_key_size(const AttributeValue& value, size_t max_size) {
  if (const std::string* text = value.get_if<std::string>()) return has_key_size(*text, max_size);
  if (const Binary* binary = value.get_if<Binary>()) return has_key_size(binary->bytes, max_size);
  return true;
}

}  // namespace

IndexLayout::IndexLayout(Kind kind, const TableDefinition& table, const std::string& name, SpaceId space,
                         const KeySchema& schema, const IndexProjection& projection, std::shared_ptr<IndexState> state)
    : kind_(kind),
      name_(name),
      space_(space),
      whole_items_(projection.type == ProjectionType::kAll),
      state_(std::move(state)) {
  const auto append = [&](const std::vector<std::string>& attributes, size_t max_size) {
    for (const std::string& attribute : attributes) row_.push_back({attribute, type_of(table, attribute), max_size});
  };
  append(schema.partition, keys::kMaxPartitionKeySize);
  partition_attributes_ = row_.size();
  append(schema.sort, keys::kMaxSortKeySize);
  // A local index's rows lie in their collection, whose partition key they begin with already.
  if (kind == Kind::kGlobal) append(table.key_schema.partition, keys::kMaxPartitionKeySize);
  append(table.key_schema.sort, keys::kMaxSortKeySize);

  if (whole_items_) return;
  for (const RowAttribute& attribute : row_) held_names_.push_back(attribute.name);
  if (projection.type == ProjectionType::kInclude) {
    held_names_.insert(held_names_.end(), projection.non_key_attributes.begin(), projection.non_key_attributes.end());
  }
  std::sort(held_names_.begin(), held_names_.end());
  held_names_.erase(std::unique(held_names_.begin(), held_names_.end()), held_names_.end());
}

IndexLayout::IndexLayout(const TableDefinition& table, const LocalIndex& index, std::shared_ptr<IndexState> state)
    : IndexLayout(Kind::kLocal, table, index.name, index.space, index.key_schema, index.projection, std::move(state)) {}

IndexLayout::IndexLayout(const TableDefinition& table, const GlobalIndex& index, std::shared_ptr<IndexState> state,
                         KeyCounting key_counting)
    : IndexLayout(Kind::kGlobal, table, index.name, index.space, index.key_schema, index.projection, std::move(state)) {
  key_counting_ = std::move(key_counting);
}

const TableCounters& IndexLayout::counters() const { return state_->counters; }

// find(name) gives a pointer or an optional to the value.
template <class Find>
bool IndexLayout::append_row(const Find& find, std::string& row) const {
  row.assign(keys::kRowPrefixSize, '\0');
  for (size_t i = 0; i < row_.size(); ++i) {
    const auto value = find(row_[i].name);
    if (!value || value->type() != row_[i].type || !has_key_size(*value, row_[i].max_size)) return false;
    keys::encode(*value, row);
    if (i + 1 != partition_attributes_) continue;
    const uint64_t hash = keys::partition_hash(std::string_view(row).substr(keys::kRowPrefixSize));
    row.replace(0, keys::kRowPrefixSize, keys::hash_position(space_.value, hash));
  }
  return true;
}

bool IndexLayout::row_of(const ItemView& item, std::string& row) const {
  return append_row([&](const std::string& name) { return item.find(name); }, row);
}

std::string IndexLayout::row_of(const Item& start_key) const {
  std::string row;
  CHECK(append_row([&](const std::string& name) { return start_key.find(name); }, row));
  return row;
}

bool IndexLayout::holds(std::string_view attribute) const {
  return whole_items_ || std::binary_search(held_names_.begin(), held_names_.end(), attribute, std::less<>());
}

IndexLayout::Entry IndexLayout::entry_of(const ItemView& item, size_t item_size, std::string& buffer) const {
  if (whole_items_) return {item, item_size};
  ItemAssembly assembly;
  // Both are in the order of names.
  auto next = held_names_.begin();
  item.for_each([&](std::string_view name, const ValueView& value) {
    while (next != held_names_.end() && *next < name) ++next;
    if (next != held_names_.end() && *next == name) assembly.add(name, value);
    return next != held_names_.end();
  });
  const size_t size = assembly.size();
  assembly.finish(buffer);
  return {ItemView(buffer), size};
}

}  // namespace basalt::store
