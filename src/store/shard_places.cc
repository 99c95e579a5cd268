#include "store/shard_places.h"

namespace basalt::store {

ShardPlaces::ShardPlaces(const std::vector<TableRef>& tables) {
  for (const TableRef& table : tables) {
    const auto& shards = table->definition().shards;
    for (size_t i = 0; i < shards.size(); ++i) place_of_[shards[i].id] = {table.get(), i};
  }
}

ShardPlaces::Place ShardPlaces::find(const ShardOfSpace& wanted) const {
  const auto found = place_of_.find(wanted.shard.value);
  if (found == place_of_.end()) return {};
  const auto& [table, shard] = found->second;
  if (table->definition().space == wanted.space) {
    return {&table->state().shards[shard].tally, &table->state().counters, nullptr};
  }
  for (const IndexLayout& index : table->indexes()) {
    if (index.space() != wanted.space) continue;
    IndexShard& index_shard = index.state().shards[shard];
    return {&index_shard.tally, &index.state().counters, &index_shard};
  }
  return {};
}

}  // namespace basalt::store
