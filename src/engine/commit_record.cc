#include "engine/commit_record.h"

#include <utility>

#include "basalt/base/varint.h"

namespace basalt::engine {
namespace {

constexpr size_t kSequenceSize = 8;  // a sequence number, which RocksDB fills in
constexpr size_t kCountSize = 4;

}  // namespace

// As on disk. The default column family, number 0, has types of its own that do not name it.
enum class CommitRecord::Type : char {
  kDeletion = 0x0,
  kValue = 0x1,
  kColumnFamilyDeletion = 0x4,
  kColumnFamilyValue = 0x5,
  kColumnFamilyRangeDeletion = 0xE,
  kRangeDeletion = 0xF,
};

CommitRecord::CommitRecord(const ColumnFamilyIds& ids, size_t bytes) : ids_(ids) {
  record_.reserve(kSequenceSize + kCountSize + bytes);
  record_.assign(kSequenceSize + kCountSize, '\0');
}

void CommitRecord::add(const Batch::Operation& operation) {
  const uint32_t family = ids_[static_cast<size_t>(operation.space)];
  switch (operation.kind) {
    case Batch::Kind::kPut:
      begin(Type::kValue, Type::kColumnFamilyValue, family, operation.key);
      value(operation.value);
      break;
    case Batch::Kind::kErase:
      begin(Type::kDeletion, Type::kColumnFamilyDeletion, family, operation.key);
      break;
    case Batch::Kind::kEraseRange:
      // RocksDB refuses an inverted range only after it has written it to the log.
      if (operation.key >= operation.value) return;
      begin(Type::kRangeDeletion, Type::kColumnFamilyRangeDeletion, family, operation.key);
      value(operation.value);
      break;
  }
  ++count_;
}

rocksdb::WriteBatch CommitRecord::finish() && {
  for (size_t i = 0; i < kCountSize; ++i) record_[kSequenceSize + i] = static_cast<char>(count_ >> (8 * i));
  return rocksdb::WriteBatch(std::move(record_));
}

void CommitRecord::begin(Type plain, Type with_family, uint32_t family, std::string_view key) {
  char head[1 + 2 * kMaxVarintSize];
  size_t size = 0;
  head[size++] = static_cast<char>(family == 0 ? plain : with_family);
  if (family != 0) size += write_varint(family, head + size);
  size += write_varint(key.size(), head + size);
  record_.append(head, size).append(key);
}

void CommitRecord::value(std::string_view value) {
  char size[kMaxVarintSize];
  record_.append(size, write_varint(value.size(), size)).append(value);
}

}  // namespace basalt::engine
