#include "store/catalog_rows.h"

#include "basalt/base/check.h"
#include "basalt/keys/key_layout.h"

namespace basalt::store {

std::string table_row(std::string_view scope, std::string_view name) {
  std::string row(kTablePrefix);
  row.append(scope);
  row.push_back('\0');
  row.append(name);
  return row;
}

namespace {

std::string shard_row(std::string_view prefix, SpaceId space, engine::ShardId shard) {
  std::string row(prefix);
  keys::append_u64(space.value, row);
  keys::append_u64(shard.value, row);
  return row;
}

}  // namespace

std::string tally_row(SpaceId space, engine::ShardId shard) { return shard_row(kTallyPrefix, space, shard); }

std::string fill_row(SpaceId space, engine::ShardId shard) { return shard_row(kFillPrefix, space, shard); }

ShardOfSpace shard_of_row(std::string_view row) {
  CHECK(row.size() > 16);
  row.remove_prefix(row.size() - 16);
  return {SpaceId{keys::read_u64(row)}, engine::ShardId{keys::read_u64(row.substr(8))}};
}

std::string encode_ids(const NextIds& ids) {
  std::string bytes;
  keys::append_u64(ids.space, bytes);
  keys::append_u64(ids.shard, bytes);
  return bytes;
}

NextIds decode_ids(std::string_view bytes) {
  CHECK(bytes.size() == 16);
  return {.space = keys::read_u64(bytes), .shard = keys::read_u64(bytes.substr(8))};
}

std::string encode_tally(const ShardTally& tally) {
  std::string bytes;
  bytes.reserve(24);
  keys::append_u64(static_cast<uint64_t>(tally.items), bytes);
  keys::append_u64(static_cast<uint64_t>(tally.bytes), bytes);
  keys::append_u64(tally.newest_timestamp, bytes);
  return bytes;
}

ShardTally decode_tally(std::string_view bytes) {
  CHECK(bytes.size() >= 24);
  return {.items = static_cast<int64_t>(keys::read_u64(bytes)),
          .bytes = static_cast<int64_t>(keys::read_u64(bytes.substr(8))),
          .newest_timestamp = keys::read_u64(bytes.substr(16))};
}

}  // namespace basalt::store
