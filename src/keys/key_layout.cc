#include "basalt/keys/key_layout.h"

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"

namespace basalt::keys {

namespace {

void write_u64(uint64_t value, char* out) {
  for (int i = 0; i < 8; ++i) out[i] = static_cast<char>(value >> (56 - 8 * i));
}

constexpr size_t kTagAndEnd = 3;
constexpr size_t kMaxNumberSize = kTagAndEnd + Decimal::kMaxDigits / 2;

// Of a value's encoding, where no byte of it needs an escape.
size_t usual_size(const ValueView& value) {
  return value.type() == AttributeType::kNumber ? kMaxNumberSize : kTagAndEnd + value.bytes().size();
}
size_t usual_size(const AttributeValue& value) {
  if (const auto* text = value.get_if<std::string>()) return kTagAndEnd + text->size();
  if (const auto* binary = value.get_if<Binary>()) return kTagAndEnd + binary->bytes.size();
  return kMaxNumberSize;
}

template <class Value>
std::string row_of_values(uint64_t space, const Value& partition, const Value* sort) {
  std::string row;
  row.reserve(kRowPrefixSize + usual_size(partition) + (sort == nullptr ? 0 : usual_size(*sort)));
  row.assign(kRowPrefixSize, '\0');
  write_u64(space, row.data());
  encode(partition, row);
  write_u64(partition_hash(std::string_view(row).substr(kRowPrefixSize)), row.data() + kSpacePrefixSize);
  if (sort != nullptr) encode(*sort, row);
  return row;
}

}  // namespace

void append_u64(uint64_t value, std::string& out) {
  char bytes[8];
  write_u64(value, bytes);
  out.append(bytes, sizeof(bytes));
}

uint64_t read_u64(std::string_view bytes) {
  CHECK(bytes.size() >= 8);
  uint64_t value = 0;
  for (size_t i = 0; i < 8; ++i) value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

std::string hash_position(uint64_t space, uint64_t hash) {
  std::string position;
  append_u64(space, position);
  append_u64(hash, position);
  return position;
}

std::string collection_prefix(uint64_t space, std::string_view encoded_partition_key) {
  return item_row(space, encoded_partition_key, {});
}

std::string item_row(uint64_t space, std::string_view encoded_partition_key, std::string_view encoded_sort_key) {
  std::string row;
  row.reserve(kRowPrefixSize + encoded_partition_key.size() + encoded_sort_key.size());
  append_u64(space, row);
  append_u64(partition_hash(encoded_partition_key), row);
  row.append(encoded_partition_key).append(encoded_sort_key);
  return row;
}

std::string item_row(uint64_t space, const AttributeValue& partition, const AttributeValue* sort) {
  return row_of_values(space, partition, sort);
}

std::string item_row(uint64_t space, const ValueView& partition, const ValueView* sort) {
  return row_of_values(space, partition, sort);
}

std::string space_begin(uint64_t space) {
  std::string begin;
  append_u64(space, begin);
  return begin;
}

std::string space_end(uint64_t space) { return prefix_end(space_begin(space)); }

uint64_t row_hash(std::string_view row_key) {
  CHECK(row_key.size() >= kRowPrefixSize);
  return read_u64(row_key.substr(kSpacePrefixSize));
}

// An expiry row begins as an item row does: with two integers.
std::string expiry_position(uint64_t space, uint64_t expires_seconds) { return hash_position(space, expires_seconds); }

std::string expiry_row(uint64_t space, uint64_t expires_seconds, std::string_view item_row) {
  CHECK(item_row.size() >= kRowPrefixSize);
  return expiry_position(space, expires_seconds).append(item_row.substr(kSpacePrefixSize));
}

uint64_t expiry_row_seconds(std::string_view expiry_row) { return row_hash(expiry_row); }

std::string expiry_row_item(uint64_t table_space, std::string_view expiry_row) {
  CHECK(expiry_row.size() >= kSpacePrefixSize + kRowPrefixSize);
  return space_begin(table_space).append(expiry_row.substr(kRowPrefixSize));
}

}  // namespace basalt::keys
