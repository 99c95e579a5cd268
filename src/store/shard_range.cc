#include "store/shard_range.h"

#include "basalt/keys/key_layout.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

constexpr size_t kItemsPerStep = 128;
constexpr size_t kBytesPerStep = size_t{64} << 10;

}  // namespace

RowRange shard_range(const TableDefinition& definition, SpaceId space, size_t shard_index) {
  const auto& shards = definition.shards;
  const bool last = shard_index + 1 == shards.size();
  return {keys::hash_position(space.value, shards[shard_index].first_hash),
          last ? keys::space_end(space.value) : keys::hash_position(space.value, shards[shard_index + 1].first_hash)};
}

ApiResult<void> read_fill_page(engine::StorageEngine& engine, const Table& table, size_t shard_index,
                               std::string_view from, engine::RowPage& items) {
  const TableDefinition& definition = table.definition();
  const RowRange range = shard_range(definition, definition.space, shard_index);
  return to_api_result(engine.scan({.shard = engine::ShardId{definition.shards[shard_index].id},
                                    .space = engine::KeySpace::kItems,
                                    .begin = from.empty() ? std::string_view(range.begin) : from,
                                    .end = range.end,
                                    .max_rows = kItemsPerStep,
                                    .max_bytes = kBytesPerStep},
                                   {}, items));
}

}  // namespace basalt::store
