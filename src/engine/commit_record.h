// CommitRecord: a commit in the form in which RocksDB logs and applies it, a WriteBatch, written in one pass.
//
// WriteBatch::Put asks with every row again for what is the same for all of them (the column family's comparator, its
// timestamps, what the batch protects), which costs several times what writing the row does. Its bytes are those of
// the log, which every RocksDB reads that opens the directory:
// https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format and the head of db/write_batch.cc.
#pragma once

#include <rocksdb/write_batch.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "basalt/engine/storage_engine.h"

namespace basalt::engine {

// Column families of the key spaces, by number.
using ColumnFamilyIds = std::array<uint32_t, kKeySpaces>;

class CommitRecord {
 public:
  // bytes: about how many will be added.
  explicit CommitRecord(const ColumnFamilyIds& ids, size_t bytes = 0);
  // An erased range that is inverted adds nothing.
  void add(const Batch::Operation& operation);
  uint32_t count() const { return count_; }
  // Once.
  rocksdb::WriteBatch finish() &&;

 private:
  enum class Type : char;
  // The head of an operation and its key, or the beginning of its range.
  void begin(Type plain, Type with_family, uint32_t family, std::string_view key);
  void value(std::string_view value);

  const ColumnFamilyIds& ids_;
  std::string record_;
  uint32_t count_ = 0;
};

}  // namespace basalt::engine
