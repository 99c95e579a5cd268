#include "store/table_eraser.h"

#include <string>

#include "store/catalog_rows.h"
#include "store/change_record.h"
#include "store/shard_range.h"

namespace basalt::store {
namespace {

using engine::EngineResult;
using engine::KeySpace;

// Test suites make and drop small tables all day. Range erases stay behind in the engine and cost every later read
// there a little, so a range of a few rows is erased row by row, and an empty one not at all.
constexpr size_t kFewRows = 256;

EngineResult<void> erase_rows(engine::StorageEngine& engine, KeySpace space, std::string_view begin,
                              std::string_view end, engine::Batch& batch) {
  engine::RowPage page;
  TRY(engine.scan({.shard = batch.shard(), .space = space, .begin = begin, .end = end, .max_rows = kFewRows}, {},
                  page));
  if (page.more()) {
    batch.erase_range(space, begin, end);
    return {};
  }
  for (size_t i = 0; i < page.size(); ++i) batch.erase(space, page.key(i));
  return {};
}

// The part of a space, laid out by the hash of a partition key, that falls to the table's shard_index-th shard. (Expiry
// rows have another number in that place; all parts together are the whole space.)
EngineResult<void> erase_part(engine::StorageEngine& engine, const TableDefinition& definition, size_t shard_index,
                              KeySpace key_space, SpaceId space, engine::Batch& batch) {
  const RowRange range = shard_range(definition, space, shard_index);
  return erase_rows(engine, key_space, range.begin, range.end, batch);
}

EngineResult<void> erase_index_part(engine::StorageEngine& engine, const TableDefinition& definition,
                                    size_t shard_index, SpaceId index, engine::Batch& batch) {
  TRY(erase_part(engine, definition, shard_index, KeySpace::kIndexes, index, batch));
  batch.erase(KeySpace::kMeta, tally_row(index, batch.shard()));
  batch.erase(KeySpace::kMeta, fill_row(index, batch.shard()));
  return {};
}

}  // namespace

EngineResult<std::vector<engine::Batch>> erase_index_rows(engine::StorageEngine& engine, const Table& table,
                                                          SpaceId index) {
  const TableDefinition& definition = table.definition();
  std::vector<engine::Batch> batches;
  for (size_t i = 0; i < definition.shards.size(); ++i) {
    engine::Batch& batch = batches.emplace_back(engine::ShardId{definition.shards[i].id});
    TRY(erase_index_part(engine, definition, i, index, batch));
  }
  return batches;
}

EngineResult<std::vector<engine::Batch>> erase_table_rows(engine::StorageEngine& engine, const Table& table) {
  const TableDefinition& definition = table.definition();
  std::vector<engine::Batch> batches;
  for (size_t i = 0; i < definition.shards.size(); ++i) {
    engine::Batch& batch = batches.emplace_back(engine::ShardId{definition.shards[i].id});
    TRY(erase_part(engine, definition, i, KeySpace::kItems, definition.space, batch));
    if (!definition.local_indexes.empty()) {
      TRY(erase_part(engine, definition, i, KeySpace::kIndexes, definition.space, batch));
    }
    for (const LocalIndex& index : definition.local_indexes) {
      TRY(erase_index_part(engine, definition, i, index.space, batch));
    }
    for (const GlobalIndex& index : definition.global_indexes) {
      TRY(erase_index_part(engine, definition, i, index.space, batch));
    }
    if (definition.time_to_live) TRY(erase_index_part(engine, definition, i, definition.time_to_live->space, batch));
    TRY(erase_rows(engine, KeySpace::kLog, log_row(definition.space, batch.shard(), 0),
                   log_row(definition.space, batch.shard(), UINT64_MAX), batch));
    batch.erase(KeySpace::kMeta, tally_row(definition.space, batch.shard()));
  }
  return batches;
}

}  // namespace basalt::store
