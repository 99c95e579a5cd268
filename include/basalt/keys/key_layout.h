// Where rows live. All integers big-endian, so that byte order is numeric order (docs/key-format.md):
//
//   item row       := space:u64 hash:u64 partition_key sort_key?          key space kItems, space = table id
//   LSI row        := space:u64 hash:u64 partition_key index_sort_key sort_key?    kIndexes, space = index id
//   GSI row        := space:u64 hash:u64 index_keys table_keys                     kIndexes, space = index id
//   collection row := space:u64 hash:u64 partition_key                            kIndexes, space = table id
//   expiry row     := space:u64 expires_seconds:u64 hash:u64 partition_key sort_key?    kIndexes, space = expiry id
//   log row        := space:u64 shard:u64 sequence:u64                             kLog
//
// hash is partition_hash of the encoded (index) partition key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt::keys {

inline constexpr size_t kSpacePrefixSize = 8;
inline constexpr size_t kRowPrefixSize = 16;  // space and hash

void append_u64(uint64_t value, std::string& out);
uint64_t read_u64(std::string_view bytes);  // the first 8 bytes

// space and the hash of the encoded partition key, followed by it.
std::string collection_prefix(uint64_t space, std::string_view encoded_partition_key);
std::string item_row(uint64_t space, std::string_view encoded_partition_key, std::string_view encoded_sort_key);
// The same from the key's values, which must be S, N or B (CHECKed); sort is null without a sort key.
std::string item_row(uint64_t space, const AttributeValue& partition, const AttributeValue* sort);
std::string item_row(uint64_t space, const ValueView& partition, const ValueView* sort);
// First byte string of a hash within a space: where a shard, or a Scan segment, begins.
std::string hash_position(uint64_t space, uint64_t hash);
std::string space_begin(uint64_t space);
std::string space_end(uint64_t space);  // exclusive
uint64_t row_hash(std::string_view row_key);

// The expiry row of an item that expires at a moment, and what it tells. The item's key is its item row without the
// table's space.
std::string expiry_row(uint64_t space, uint64_t expires_seconds, std::string_view item_row);
// Where the rows of items that expire at the moment or later begin.
std::string expiry_position(uint64_t space, uint64_t expires_seconds);
uint64_t expiry_row_seconds(std::string_view expiry_row);
std::string expiry_row_item(uint64_t table_space, std::string_view expiry_row);

}  // namespace basalt::keys
