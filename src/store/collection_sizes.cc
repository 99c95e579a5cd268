#include "store/collection_sizes.h"

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

// In kIndexes, where the table's own space is otherwise unused.
std::string collection_row(const AppliedChange& change) {
  const ItemView& item = change.after ? change.after->item : change.before->item;
  const auto partition = item.find(change.table.partition_key().name);
  CHECK(partition.has_value());
  std::string encoded;
  keys::encode(*partition, encoded);
  return keys::collection_prefix(change.table.definition().space.value, encoded);
}

}  // namespace

ApiResult<void> CollectionSizes::check(const AppliedChange& change) {
  std::string row = collection_row(change);
  auto [collection, added] = collections_.try_emplace(std::move(row));
  if (added) {
    std::string value;
    const engine::ShardId shard = change.table.shard_of(change.key.hash);
    const auto found = to_api_result(engine_.get({shard, engine::KeySpace::kIndexes, collection->first}, {}, value));
    if (!found.ok()) {
      collections_.erase(collection);
      return Failure{found.error()};
    }
    if (*found) collection->second.bytes = static_cast<int64_t>(keys::read_u64(value));
  }
  if (max_bytes_ == 0) return {};
  const int64_t grown = growth(change);
  if (grown <= 0 || collection->second.bytes + grown <= static_cast<int64_t>(max_bytes_)) return {};
  return Failure{ApiError::item_collection_size_limit_exceeded("Collection size exceeded.")};
}

int64_t CollectionSizes::add(const AppliedChange& change, size_t batch) {
  Collection& collection = collections_.at(collection_row(change));
  collection.bytes += growth(change);
  collection.changed = true;
  collection.batch = batch;
  return collection.bytes;
}

void CollectionSizes::write(std::span<engine::Batch> batches) const {
  std::string value;
  for (const auto& [row, collection] : collections_) {
    if (!collection.changed) continue;
    engine::Batch& batch = batches[collection.batch];
    if (collection.bytes <= 0) {
      batch.erase(engine::KeySpace::kIndexes, row);
      continue;
    }
    value.clear();
    keys::append_u64(static_cast<uint64_t>(collection.bytes), value);
    batch.put(engine::KeySpace::kIndexes, row, value);
  }
}

int64_t CollectionSizes::growth(const AppliedChange& change) {
  const auto size_of = [&](const std::optional<Image>& image) {
    if (!image) return int64_t{0};
    size_t size = image->size;
    for (const IndexLayout& index : change.table.indexes()) {
      if (index.kind() != IndexLayout::Kind::kLocal || !index.row_of(image->item, row_)) continue;
      size += index.entry_of(image->item, image->size, buffer_).size;
    }
    return static_cast<int64_t>(size);
  };
  return size_of(change.after) - size_of(change.before);
}

}  // namespace basalt::store
