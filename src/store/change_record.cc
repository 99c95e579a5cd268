#include "store/change_record.h"

#include "basalt/base/check.h"
#include "basalt/keys/key_layout.h"
#include "store/stored_item.h"

namespace basalt::store {
namespace {

constexpr char kVersion = 1;
constexpr uint8_t kHasOldImage = 1;
constexpr uint8_t kHasNewImage = 2;
constexpr size_t kFixedSize = 1 + 1 + 1 + 4 + 4;
constexpr size_t kLogRowSize = 3 * 8;

void append_sized(std::string_view bytes, std::string& out) {
  append_u32(static_cast<uint32_t>(bytes.size()), out);
  out.append(bytes);
}

ItemView read_sized(std::string_view& bytes) {
  const uint32_t size = read_u32(bytes);
  CHECK(bytes.size() - 4 >= size);
  const ItemView item(bytes.substr(4, size));
  bytes.remove_prefix(4 + size);
  return item;
}

Item key_attributes(const Table& table, const ItemView& item) {
  Item keys;
  const auto take = [&](const std::string& name) {
    const auto value = item.find(name);
    CHECK(value.has_value());
    keys.set(name, value->decode());
  };
  take(table.partition_key().name);
  if (table.sort_key() != nullptr) take(table.sort_key()->name);
  return keys;
}

}  // namespace

LogMode log_mode(const TableDefinition& definition) {
  return definition.stream.has_value() ? log_mode(definition.stream->view_type) : LogMode{};
}

LogMode log_mode(StreamViewType view_type) {
  switch (view_type) {
    case StreamViewType::kKeysOnly:
      return {.written = true};
    case StreamViewType::kNewImage:
      return {.written = true, .new_image = true};
    case StreamViewType::kOldImage:
      return {.written = true, .old_image = true};
    case StreamViewType::kNewAndOldImages:
      return {.written = true, .old_image = true, .new_image = true};
  }
  CHECK(!"a stream view type");
  return {};
}

void write_change_record(const AppliedChange& change, const LogMode& mode, std::string& out) {
  const auto& before = change.before;
  const auto& after = change.after;
  CHECK(before.has_value() || after.has_value());
  const ChangeKind kind = !before ? ChangeKind::kInsert : after ? ChangeKind::kModify : ChangeKind::kRemove;
  const bool with_old = mode.old_image && before.has_value();
  const bool with_new = mode.new_image && after.has_value();
  out.clear();
  out.push_back(kVersion);
  out.push_back(static_cast<char>(kind));
  out.push_back(static_cast<char>((with_old ? kHasOldImage : 0) | (with_new ? kHasNewImage : 0)));
  append_u32(static_cast<uint32_t>(before ? before->size : 0), out);
  append_u32(static_cast<uint32_t>(after ? after->size : 0), out);
  append_sized(encode_item(key_attributes(change.table, after ? after->item : before->item)), out);
  if (with_old) append_sized(before->item.encoded(), out);
  if (with_new) append_sized(after->item.encoded(), out);
  out.push_back(static_cast<char>(change.origin));
}

ChangeRecord read_change_record(std::string_view row_key, std::string_view row_value) {
  CHECK(row_key.size() == kLogRowSize && row_value.size() > kFixedSize && row_value[0] == kVersion);
  ChangeRecord record;
  record.sequence = keys::read_u64(row_key.substr(16));
  record.kind = static_cast<ChangeKind>(row_value[1]);
  record.old_size = read_u32(row_value.substr(3));
  record.new_size = read_u32(row_value.substr(7));
  const auto images = static_cast<uint8_t>(row_value[2]);
  row_value.remove_prefix(kFixedSize);
  record.keys = read_sized(row_value);
  if ((images & kHasOldImage) != 0) record.old_image = read_sized(row_value);
  if ((images & kHasNewImage) != 0) record.new_image = read_sized(row_value);
  if (!row_value.empty()) record.origin = static_cast<ChangeOrigin>(row_value[0]);
  return record;  // what follows was added by a later version
}

bool is_change_record(std::string_view row_key, std::string_view row_value) {
  if (row_key.size() != kLogRowSize || row_value.size() <= kFixedSize || row_value[0] != kVersion) return false;
  const auto kind = static_cast<uint8_t>(row_value[1]);
  const auto images = static_cast<uint8_t>(row_value[2]);
  if (kind < static_cast<uint8_t>(ChangeKind::kInsert) || kind > static_cast<uint8_t>(ChangeKind::kRemove))
    return false;
  if ((images & ~(kHasOldImage | kHasNewImage)) != 0) return false;
  const int items = 1 + (images & kHasOldImage ? 1 : 0) + (images & kHasNewImage ? 1 : 0);
  std::string_view rest = row_value.substr(kFixedSize);
  for (int i = 0; i < items; ++i) {
    if (rest.size() < 4 || rest.size() - 4 < read_u32(rest) || !validate_item(rest.substr(4, read_u32(rest))))
      return false;
    rest.remove_prefix(4 + read_u32(rest));
  }
  return true;
}

std::string log_row(SpaceId space, engine::ShardId shard, uint64_t sequence) {
  std::string row;
  row.reserve(kLogRowSize);
  keys::append_u64(space.value, row);
  keys::append_u64(shard.value, row);
  keys::append_u64(sequence, row);
  return row;
}

}  // namespace basalt::store
