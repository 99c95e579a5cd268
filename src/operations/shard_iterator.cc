#include "operations/shard_iterator.h"

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "basalt/value/dynamodb_json.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kSeparator = "|1|";
constexpr char kVersion = 1;
constexpr char kFromHorizon = 1;
constexpr size_t kFieldsSize = 2 + 5 * 8;

uint64_t check_of(std::string_view arn, std::string_view fields) {
  return keys::partition_hash(std::string(arn).append(kSeparator).append(fields));
}

}  // namespace

std::string write_shard_iterator(const ShardIterator& iterator) {
  std::string bytes{kVersion, iterator.from_horizon ? kFromHorizon : char{0}};
  keys::append_u64(iterator.space, bytes);
  keys::append_u64(iterator.partition, bytes);
  keys::append_u64(iterator.start, bytes);
  keys::append_u64(iterator.from, bytes);
  keys::append_u64(static_cast<uint64_t>(iterator.issued_ms), bytes);
  keys::append_u64(check_of(iterator.stream_arn, bytes), bytes);
  std::string text = iterator.stream_arn;
  text.append(kSeparator);
  write_base64(bytes, text);
  return text;
}

std::optional<ShardIterator> read_shard_iterator(std::string_view text) {
  const size_t at = text.rfind(kSeparator);
  std::string bytes;
  if (at == std::string_view::npos || !read_base64(text.substr(at + kSeparator.size()), bytes)) return std::nullopt;
  if (bytes.size() != kFieldsSize + 8 || bytes[0] != kVersion) return std::nullopt;
  const std::string_view fields = std::string_view(bytes).substr(0, kFieldsSize);
  const auto field = [&](size_t index) { return keys::read_u64(fields.substr(2 + index * 8)); };
  ShardIterator iterator{.stream_arn = std::string(text.substr(0, at)),
                         .space = field(0),
                         .partition = field(1),
                         .start = field(2),
                         .from = field(3),
                         .from_horizon = (fields[1] & kFromHorizon) != 0,
                         .issued_ms = static_cast<int64_t>(field(4))};
  const uint64_t check = keys::read_u64(std::string_view(bytes).substr(kFieldsSize));
  if (check != check_of(iterator.stream_arn, fields)) return std::nullopt;
  return iterator;
}

}  // namespace basalt::operations
