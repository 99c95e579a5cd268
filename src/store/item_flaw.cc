#include "store/item_flaw.h"

#include <string>

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "basalt/store/item_reader.h"
#include "basalt/value/item_size.h"
#include "store/stored_item.h"

namespace basalt::store {
namespace {

// Appends the key attribute's encoding; false when the item has none that can be a key.
bool append_key(const ItemView& item, const Table::KeyAttribute& attribute, size_t max_size, std::string& encoded) {
  const auto value = item.find(attribute.name);
  if (!value || value->type() != attribute.type) return false;
  if (attribute.type != AttributeType::kNumber) {
    const size_t size = value->bytes().size();
    if (size == 0 || size > max_size) return false;
  }
  keys::encode(*value, encoded);
  return true;
}

}  // namespace

bool is_stored_item(std::string_view row_value) {
  return row_value.size() > kStoredItemPrefixSize && row_value[0] == kStoredItemVersion &&
         validate_item(row_value.substr(kStoredItemPrefixSize));
}

std::optional<std::string_view> flaw_of_item(const Table& table, std::string_view row, std::string_view row_value) {
  if (!is_stored_item(row_value)) return "an item cannot be read";
  const StoredItem stored = read_stored_item(row_value);
  std::string partition;
  std::string sort;
  if (!append_key(stored.item, table.partition_key(), keys::kMaxPartitionKeySize, partition)) {
    return "an item has no partition key";
  }
  if (table.sort_key() != nullptr && !append_key(stored.item, *table.sort_key(), keys::kMaxSortKeySize, sort)) {
    return "an item has no sort key";
  }
  if (row != keys::item_row(table.definition().space.value, partition, sort)) {
    return "an item stands under the key of another";
  }
  if (stored.size != item_size(stored.item)) return "an item's size is not what its row says";
  if (stored.size > kMaxItemSize) return "an item is larger than an item can be";
  return std::nullopt;
}

}  // namespace basalt::store
