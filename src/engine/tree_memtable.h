// The memtables of RocksDB as MemtableTrees (RocksDB: memtablerep.h, "Write Buffer/MemTable" in its wiki).
//
// RocksDB calls insertion from one thread at a time, because the factory does not offer concurrent insertion; the
// options must say so too (`allow_concurrent_memtable_write = false`). Keys are compared bytewise: only for column
// families that use RocksDB's bytewise comparator without timestamps.
#pragma once

#include <rocksdb/memtablerep.h>

#include <memory>

namespace basalt::engine {

std::shared_ptr<rocksdb::MemTableRepFactory> make_tree_memtable_factory();

}  // namespace basalt::engine
