// Rows of the key space kMeta (docs/catalog-format.md):
//
//   "ids"                       -> next_space:u64 next_shard:u64      ids are never given twice
//   "table/" scope 0x00 name    -> JSON document (table_definition_json.h)
//   "tally/" space:u64 shard:u64 -> items:u64 bytes:u64 newest_timestamp:u64      of a table or an index
//   "fill/" space:u64 shard:u64 -> item row: those below are in the index of this space (while it is CREATING)
//   "token/" ...                see transaction_tokens.h
//   "sealed"                    -> below:u64                          the change log is complete below this sequence
//
// Tallies and fills belong to their shard, the others to shard 0, which no table has; a tally rides in its shard's
// batches.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/table_definition.h"
#include "store/table_state.h"

namespace basalt::store {

inline constexpr engine::ShardId kCatalogShard{0};

struct NextIds {
  uint64_t space = 1;
  uint64_t shard = 1;
};

inline constexpr std::string_view kIdsRow = "ids";
inline constexpr std::string_view kSealRow = "sealed";
inline constexpr std::string_view kTablePrefix = "table/";
inline constexpr std::string_view kTallyPrefix = "tally/";
inline constexpr std::string_view kFillPrefix = "fill/";
inline constexpr std::string_view kTokenPrefix = "token/";

std::string table_row(std::string_view scope, std::string_view name);
std::string tally_row(SpaceId space, engine::ShardId shard);
std::string fill_row(SpaceId space, engine::ShardId shard);
// The space and the shard that end the key of a tally or fill row.
struct ShardOfSpace {
  SpaceId space;
  engine::ShardId shard;
};
ShardOfSpace shard_of_row(std::string_view row);

std::string encode_ids(const NextIds& ids);
NextIds decode_ids(std::string_view bytes);
std::string encode_tally(const ShardTally& tally);
ShardTally decode_tally(std::string_view bytes);

}  // namespace basalt::store
