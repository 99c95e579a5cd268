// CollectionSizes: how large the item collections are that a group of writes works on: their items and their entries in
// the local secondary indexes. Only tables with such indexes keep count, in a row for each collection
// (docs/key-format.md). Owned by one writer thread.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "store/applied_change.h"

namespace basalt::store {

class CollectionSizes {
 public:
  // max_bytes: of one collection; 0: no limit.
  CollectionSizes(engine::StorageEngine& engine, uint64_t max_bytes) : engine_(engine), max_bytes_(max_bytes) {}

  static bool counts(const Table& table) { return !table.definition().local_indexes.empty(); }

  // ItemCollectionSizeLimitExceededException when the change lets its collection grow beyond the limit.
  ApiResult<void> check(const AppliedChange& change);
  // Counts a change that was checked; batch is that of its shard in the group. Returns the size after.
  int64_t add(const AppliedChange& change, size_t batch);
  // Adds the rows of what was counted to the batches.
  void write(std::span<engine::Batch> batches) const;
  void clear() { collections_.clear(); }

 private:
  struct Collection {
    int64_t bytes = 0;
    bool changed = false;
    size_t batch = 0;
  };
  int64_t growth(const AppliedChange& change);

  engine::StorageEngine& engine_;
  const uint64_t max_bytes_;
  std::unordered_map<std::string, Collection> collections_;  // of the group, by row
  std::string row_;
  std::string buffer_;
};

}  // namespace basalt::store
