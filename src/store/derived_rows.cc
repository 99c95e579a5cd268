#include "store/derived_rows.h"

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "basalt/store/expiry_index.h"
#include "store/collection_sizes.h"
#include "store/stored_item.h"

namespace basalt::store {

std::string DerivedSpace::name() const {
  switch (kind) {
    case Kind::kIndex:
      return "index " + index->name();
    case Kind::kExpiry:
      return "expiry index";
    case Kind::kCollections:
      break;
  }
  return "item collection sizes";
}

std::string_view content_of(DerivedSpace::Kind kind, std::string_view value) {
  constexpr size_t kTimestampEnd = 1 + 8;
  if (kind != DerivedSpace::Kind::kIndex || value.size() < kStoredItemPrefixSize || value[0] != kStoredItemVersion) {
    return value;
  }
  return value.substr(kTimestampEnd);
}

DerivedRows::DerivedRows(const Table& table, const CheckedCatalog& catalog) : table_(table), catalog_(catalog) {
  const TableDefinition& definition = table.definition();
  for (const IndexLayout& index : table.indexes()) {
    spaces_.push_back({DerivedSpace::Kind::kIndex, index.space(), &index});
  }
  const auto& time_to_live = definition.time_to_live;
  if (time_to_live && time_to_live->status != TimeToLiveStatus::kDisabling) {
    const bool enabling = time_to_live->status == TimeToLiveStatus::kEnabling;
    spaces_.push_back({DerivedSpace::Kind::kExpiry, time_to_live->space, nullptr, enabling});
  }
  spaces_.push_back({DerivedSpace::Kind::kCollections, definition.space});
}

bool DerivedRows::is_filled(const DerivedSpace& space, std::string_view item_row, size_t shard_index) const {
  if (space.index != nullptr) return space.index->state().shards[shard_index].covers(item_row);
  const engine::ShardId shard{table_.definition().shards[shard_index].id};
  return !space.may_have_more || item_row < catalog_.expiry_filled_below(space.space, shard);
}

bool DerivedRows::row_of(const DerivedSpace& space, std::string_view item_row, const StoredItem& stored, bool beyond,
                         std::string& row, std::string& value) {
  const size_t shard_index = table_.shard_index_of(keys::row_hash(item_row));
  if (!beyond && !is_filled(space, item_row, shard_index)) return false;
  if (space.kind == DerivedSpace::Kind::kExpiry) {
    const auto expires_seconds = expiry_seconds(stored.item, table_.definition().time_to_live->attribute_name);
    if (!expires_seconds) return false;
    row = keys::expiry_row(space.space.value, *expires_seconds, item_row);
    value.clear();
    return true;
  }
  if (!space.index->row_of(stored.item, row)) return false;
  const IndexLayout::Entry entry = space.index->entry_of(stored.item, stored.size, buffer_);
  write_stored_item(stored.timestamp, entry.size, entry.item.encoded(), value);
  entry_size_ = entry.size;
  return true;
}

engine::EngineResult<void> DerivedRows::add_item(std::string_view item_row, const StoredItem& stored,
                                                 const Visit& visit) {
  const size_t shard_index = table_.shard_index_of(keys::row_hash(item_row));
  const bool counts = CollectionSizes::counts(table_);
  if (counts && !(collection_.size() > 0 && item_row.starts_with(collection_))) TRY(end_items(visit));
  size_t local_entry_bytes = 0;
  for (size_t i = 0; i < spaces_.size(); ++i) {
    const DerivedSpace& space = spaces_[i];
    if (space.kind == DerivedSpace::Kind::kCollections || !row_of(space, item_row, stored, false, row_, value_))
      continue;
    const size_t size = space.kind == DerivedSpace::Kind::kIndex ? entry_size_ : 0;
    if (space.index != nullptr && space.index->kind() == IndexLayout::Kind::kLocal) local_entry_bytes += size;
    TRY(visit({i, shard_index, row_, value_, size}));
  }
  if (counts) count_collection(item_row, stored, local_entry_bytes);
  return {};
}

void DerivedRows::count_collection(std::string_view item_row, const StoredItem& stored, size_t local_entry_bytes) {
  if (collection_.empty()) {
    std::string partition;
    keys::encode(*stored.item.find(table_.partition_key().name), partition);
    collection_ = item_row.substr(0, keys::kRowPrefixSize + partition.size());
  }
  collection_bytes_ += stored.size + local_entry_bytes;
}

engine::EngineResult<void> DerivedRows::end_items(const Visit& visit) {
  if (collection_.empty()) return {};
  value_.clear();
  keys::append_u64(collection_bytes_, value_);
  const size_t shard_index = table_.shard_index_of(keys::row_hash(collection_));
  TRY(visit({spaces_.size() - 1, shard_index, collection_, value_}));
  collection_.clear();
  collection_bytes_ = 0;
  return {};
}

}  // namespace basalt::store
