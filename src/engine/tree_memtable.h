// The memtables of RocksDB as MemtableTrees (RocksDB: memtablerep.h, "Write Buffer/MemTable" in its wiki).
//
// RocksDB calls insertion from one thread at a time, because the factory does not offer concurrent insertion; the
// options must say so too (`allow_concurrent_memtable_write = false`). Keys are compared bytewise: only for column
// families that use RocksDB's bytewise comparator without timestamps.
#pragma once

#include <rocksdb/memtablerep.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace basalt::engine {

// Of the memtable that a column family writes to now. Any thread.
struct MemtableFill {
  std::atomic<uint64_t> entries = 0;
  std::atomic<uint64_t> older_versions = 0;  // of the entries: those that a newer one of the same key hides
};

// `fill` is kept up to date by the memtables made.
std::shared_ptr<rocksdb::MemTableRepFactory> make_tree_memtable_factory(std::shared_ptr<MemtableFill> fill);

}  // namespace basalt::engine
