// Order-preserving bytes of key attribute values. The grammar and its test vectors are docs/key-format.md.
//
// For values of one type, memcmp order of encodings equals DynamoDB's order: strings by UTF-8 bytes, binaries by
// unsigned bytes, numbers by value. Every encoding ends itself, so encodings can follow one another and the first
// differing component decides. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt::keys {

inline constexpr size_t kMaxPartitionKeySize = 2048;  // bytes of the value, AWS's limit
inline constexpr size_t kMaxSortKeySize = 1024;

// Append to out. The value must be S, N or B (CHECKed).
void encode(const AttributeValue& value, std::string& out);
void encode(const ValueView& value, std::string& out);
// Reads one encoding at the start of bytes and drops it from there; nullopt when malformed.
std::optional<AttributeValue> decode(std::string_view& bytes);
// What begins_with(prefix) covers: encodings that start with this, for S and B (no terminator).
void encode_prefix(const AttributeValue& prefix, std::string& out);
// The smallest byte string greater than every string that starts with prefix; empty when there is none.
std::string prefix_end(std::string_view prefix);

// The 64-bit position of an item collection in its table's hash space, from the encoded partition key. Pinned by
// vectors: stored rows depend on it.
uint64_t partition_hash(std::string_view encoded_partition_key);

}  // namespace basalt::keys
