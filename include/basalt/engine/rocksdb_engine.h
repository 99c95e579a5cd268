// The local engine: one RocksDB instance, one write-ahead log, a column family per key space. In-memory mode is the
// same code on RocksDB's in-memory environment. Opens RocksDB 7.8 to 10.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "basalt/engine/storage_engine.h"

namespace rocksdb {
class Env;
}

namespace basalt::engine {

struct RocksdbOptions {
  std::string directory = {};  // created when missing; ignored in memory
  bool in_memory = false;
  Durability durability = Durability::kSync;
  std::chrono::milliseconds sync_interval{100};  // kInterval only
  size_t block_cache_bytes = size_t{256} << 20;
  size_t write_buffer_bytes = size_t{256} << 20;  // all memtables together
  rocksdb::Env* env = nullptr;                    // tests: a file system that fails; not owned; null: the real one
};

// Refuses a directory of a newer format (kNewerFormat), one that another process has (kLocked), and one that holds
// something else (kInvalid), each with a sentence for the user in Error::detail.
EngineResult<std::unique_ptr<StorageEngine>> open_rocksdb(const RocksdbOptions& options);

}  // namespace basalt::engine
