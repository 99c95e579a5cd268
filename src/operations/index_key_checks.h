// The attributes that are keys of a table's indexes, and what can be wrong with an item's. Private to operations.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt::operations {

// visit(index name, attribute name, is partition key). A local index's partition key is the table's own. An index that
// is being deleted asks nothing of items any more, and its keys may be undefined by now.
template <class Visit>
void for_each_index_key(const store::TableDefinition& definition, Visit&& visit) {
  for (const store::GlobalIndex& index : definition.global_indexes) {
    if (index.status == store::IndexStatus::kDeleting) continue;
    for (const std::string& name : index.key_schema.partition) visit(index.name, name, true);
    for (const std::string& name : index.key_schema.sort) visit(index.name, name, false);
  }
  for (const store::LocalIndex& index : definition.local_indexes) {
    for (const std::string& name : index.key_schema.sort) visit(index.name, name, false);
  }
}

struct IndexKeyFault {
  enum class Kind { kType, kEmpty, kSize };
  Kind kind = Kind::kType;
  std::string_view index;
  std::string_view attribute;
  AttributeType expected = AttributeType::kString;
  AttributeType actual = AttributeType::kString;
  bool is_partition = false;
};

// Of a value that is there: size is key_value_size of it. Views point into the table.
std::optional<IndexKeyFault> index_key_fault(const store::Table& table, const std::string& index,
                                             const std::string& attribute, bool is_partition, AttributeType type,
                                             std::optional<size_t> size);

// Bytes of an S or B; nullopt for N, whose size is always within the limits.
std::optional<size_t> key_value_size(const AttributeValue& value);
std::optional<size_t> key_value_size(const ValueView& value);

// The fault AWS reports among the attributes that is_wanted(name) picks: that of the alphabetically first index.
// Nothing is wrong with an index key that is not there.
template <class ItemOrView, class IsWanted>
std::optional<IndexKeyFault> find_index_key_fault(const store::Table& table, const ItemOrView& item,
                                                  IsWanted&& is_wanted) {
  std::optional<IndexKeyFault> first;
  for_each_index_key(table.definition(), [&](const std::string& index, const std::string& name, bool is_partition) {
    if ((first && first->index <= index) || !is_wanted(name)) return;
    const auto value = item.find(name);
    if (!value) return;
    if (auto fault = index_key_fault(table, index, name, is_partition, value->type(), key_value_size(*value))) {
      first = fault;
    }
  });
  return first;
}

// For kType and kSize, worded alike for every write.
ApiError index_key_error(const IndexKeyFault& fault);

ApiResult<void> check_key_value_size(size_t size, bool is_partition);
// "The AttributeValue for a key attribute cannot contain an empty string value."
std::string empty_key_text(AttributeType type);

}  // namespace basalt::operations
