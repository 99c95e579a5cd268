#include "store/table_eraser.h"

#include <string>

#include "basalt/keys/key_layout.h"
#include "store/catalog_rows.h"
#include "store/change_record.h"

namespace basalt::store {
namespace {

using engine::EngineResult;
using engine::KeySpace;

// Test suites make and drop small tables all day. Range erases stay behind in the engine and cost every later read
// there a little, so a range of a few rows is erased row by row, and an empty one not at all.
constexpr size_t kFewRows = 256;

EngineResult<void> erase(engine::StorageEngine& engine, KeySpace space, const std::string& begin,
                         const std::string& end, engine::Batch& batch) {
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

}  // namespace

EngineResult<std::vector<engine::Batch>> erase_table_rows(engine::StorageEngine& engine, const Table& table) {
  const TableDefinition& definition = table.definition();
  std::vector<engine::Batch> batches;
  for (size_t i = 0; i < definition.shards.size(); ++i) {
    const ShardDefinition& shard = definition.shards[i];
    engine::Batch& batch = batches.emplace_back(engine::ShardId{shard.id});
    // The part of a space, laid out by the table's partition hash, that lies in this shard.
    const auto erase_part = [&](KeySpace key_space, SpaceId space) {
      const bool last = i + 1 == definition.shards.size();
      const std::string end =
          last ? keys::space_end(space.value) : keys::hash_position(space.value, definition.shards[i + 1].first_hash);
      return erase(engine, key_space, keys::hash_position(space.value, shard.first_hash), end, batch);
    };
    TRY(erase_part(KeySpace::kItems, definition.space));
    for (const LocalIndex& index : definition.local_indexes) TRY(erase_part(KeySpace::kIndexes, index.space));
    for (const GlobalIndex& index : definition.global_indexes) TRY(erase_part(KeySpace::kIndexes, index.space));
    TRY(erase(engine, KeySpace::kLog, log_row(definition.space, batch.shard(), 0),
              log_row(definition.space, batch.shard(), UINT64_MAX), batch));
    batch.erase(KeySpace::kMeta, tally_row(definition.space, batch.shard()));
  }
  return batches;
}

}  // namespace basalt::store
