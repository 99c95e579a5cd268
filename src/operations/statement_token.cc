#include "operations/statement_token.h"

#include <utility>

#include "basalt/keys/key_codec.h"
#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"
#include "operations/start_key.h"

namespace basalt::operations {
namespace {

constexpr char kVersion = 1;
constexpr size_t kCheckAt = 1 + sizeof(uint64_t);
constexpr size_t kReadAt = kCheckAt + sizeof(uint64_t);
constexpr size_t kKeyAt = kReadAt + sizeof(uint32_t);

// Finds tokens that were cut or changed by accident. Who forges one finds no more than ExclusiveStartKey shows them.
uint64_t hash(std::string_view bytes) { return keys::partition_hash(bytes); }

template <class Integer>
void append_big_endian(Integer value, std::string& out) {
  for (int shift = static_cast<int>(sizeof(Integer) * 8) - 8; shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>((value >> shift) & 0xFF));
  }
}

template <class Integer>
Integer read_big_endian(std::string_view bytes, size_t at) {
  Integer value = 0;
  for (size_t i = 0; i < sizeof(Integer); ++i) {
    value = static_cast<Integer>((value << 8) | static_cast<unsigned char>(bytes[at + i]));
  }
  return value;
}

Failure<ApiError> invalid() { return Failure{ApiError::validation("Invalid NextToken")}; }

}  // namespace

uint64_t statement_identity(const StatementParameters& statement, const AccessPath& path) {
  std::string bound = path.table().definition().table_id;
  append_big_endian(path.space(), bound);
  append_big_endian(uint64_t{statement.statement.size()}, bound);
  bound.append(statement.statement);
  if (statement.parameters) {
    for (const AttributeValue& value : statement.parameters->value) encode_value(value, bound);
  }
  return hash(bound);
}

std::string encode_token(const StatementPosition& position, uint64_t identity) {
  std::string content;
  append_big_endian(position.read, content);
  if (position.start_key) encode_item(*position.start_key, content);
  std::string bytes(1, kVersion);
  append_big_endian(identity, bytes);
  append_big_endian(hash(content), bytes);
  bytes.append(content);
  std::string token;
  write_base64(bytes, token);
  return token;
}

ApiResult<StatementPosition> decode_token(std::string_view token, uint64_t identity, const AccessPath& path) {
  std::string bytes;
  if (!read_base64(token, bytes) || bytes.size() < kKeyAt || bytes[0] != kVersion) return invalid();
  if (read_big_endian<uint64_t>(bytes, kCheckAt) != hash(std::string_view(bytes).substr(kReadAt))) return invalid();
  if (read_big_endian<uint64_t>(bytes, 1) != identity) {
    return Failure{ApiError::validation("NextToken does not match request")};
  }
  StatementPosition position{read_big_endian<uint32_t>(bytes, kReadAt), std::nullopt};
  const std::string_view key = std::string_view(bytes).substr(kKeyAt);
  if (key.empty()) return position;
  if (!validate_item(key)) return invalid();
  position.start_key = ItemView(key).decode();
  const bool fits = check_start_key_partition(path, *position.start_key).ok() &&
                    check_scan_start_key_index(path, *position.start_key).ok() &&
                    check_scan_start_key_table(path, *position.start_key).ok();
  if (!fits) return invalid();
  return position;
}

}  // namespace basalt::operations
