#include "store/shard_range.h"

#include "basalt/keys/key_layout.h"

namespace basalt::store {

RowRange shard_range(const Table& table, size_t shard_index) {
  const uint64_t space = table.definition().space.value;
  const auto& shards = table.definition().shards;
  const bool last = shard_index + 1 == shards.size();
  return {keys::hash_position(space, shards[shard_index].first_hash),
          last ? keys::space_end(space) : keys::hash_position(space, shards[shard_index + 1].first_hash)};
}

}  // namespace basalt::store
