#include "operations/statement_token.h"

#include <utility>

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"
#include "operations/start_key.h"

namespace basalt::operations {
namespace {

constexpr char kVersion = 1;
constexpr size_t kCheckAt = 1 + sizeof(uint64_t);
constexpr size_t kReadAt = kCheckAt + sizeof(uint64_t);
constexpr size_t kKeyAt = kReadAt + sizeof(uint64_t);

// Finds tokens that were cut or changed by accident. Who forges one finds no more than ExclusiveStartKey shows them.
uint64_t hash(std::string_view bytes) { return keys::partition_hash(bytes); }

Failure<ApiError> invalid() { return Failure{ApiError::validation("Invalid NextToken")}; }

}  // namespace

uint64_t statement_identity(const StatementParameters& statement, const AccessPath& path) {
  std::string bound = path.table().definition().table_id;
  keys::append_u64(path.space(), bound);
  keys::append_u64(statement.statement.size(), bound);
  bound.append(statement.statement);
  if (statement.parameters) {
    for (const AttributeValue& value : statement.parameters->value) encode_value(value, bound);
  }
  return hash(bound);
}

std::string encode_token(const StatementPosition& position, uint64_t identity) {
  std::string content;
  keys::append_u64(position.read, content);
  if (position.start_key) encode_item(*position.start_key, content);
  std::string bytes(1, kVersion);
  keys::append_u64(identity, bytes);
  keys::append_u64(hash(content), bytes);
  bytes.append(content);
  std::string token;
  write_base64(bytes, token);
  return token;
}

ApiResult<StatementPosition> decode_token(std::string_view token, uint64_t identity, const AccessPath& path) {
  std::string bytes;
  if (!read_base64(token, bytes) || bytes.size() < kKeyAt || bytes[0] != kVersion) return invalid();
  if (keys::read_u64(std::string_view(bytes).substr(kCheckAt)) != hash(std::string_view(bytes).substr(kReadAt)))
    return invalid();
  if (keys::read_u64(std::string_view(bytes).substr(1)) != identity) {
    return Failure{ApiError::validation("NextToken does not match request")};
  }
  StatementPosition position{keys::read_u64(std::string_view(bytes).substr(kReadAt)), std::nullopt};
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
