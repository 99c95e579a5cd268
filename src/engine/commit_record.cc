#include "engine/commit_record.h"

#include <utility>

#include "basalt/base/check.h"

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
      head(Type::kValue, Type::kColumnFamilyValue, family);
      bytes(operation.key);
      bytes(operation.value);
      break;
    case Batch::Kind::kErase:
      head(Type::kDeletion, Type::kColumnFamilyDeletion, family);
      bytes(operation.key);
      break;
    case Batch::Kind::kEraseRange:
      // RocksDB refuses an inverted range only after it has written it to the log.
      if (operation.key >= operation.value) return;
      head(Type::kRangeDeletion, Type::kColumnFamilyRangeDeletion, family);
      bytes(operation.key);
      bytes(operation.value);
      break;
  }
  ++count_;
}

rocksdb::WriteBatch CommitRecord::finish() && {
  for (size_t i = 0; i < kCountSize; ++i) record_[kSequenceSize + i] = static_cast<char>(count_ >> (8 * i));
  return rocksdb::WriteBatch(std::move(record_));
}

void CommitRecord::head(Type plain, Type with_family, uint32_t family) {
  record_.push_back(static_cast<char>(family == 0 ? plain : with_family));
  if (family != 0) varint(family);
}

void CommitRecord::bytes(std::string_view bytes) {
  CHECK(bytes.size() <= UINT32_MAX);
  varint(static_cast<uint32_t>(bytes.size()));
  record_.append(bytes);
}

void CommitRecord::varint(uint32_t value) {
  for (; value >= 0x80; value >>= 7) record_.push_back(static_cast<char>(value | 0x80));
  record_.push_back(static_cast<char>(value));
}

}  // namespace basalt::engine
