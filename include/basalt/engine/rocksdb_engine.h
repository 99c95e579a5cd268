// The local engine: one RocksDB instance, one write-ahead log, a column family per key space. In-memory mode is the
// same code on RocksDB's in-memory environment. Opens RocksDB 7.8 to 10.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "basalt/engine/storage_engine.h"

namespace rocksdb {
class Env;
}

namespace basalt::engine {

struct RocksdbOptions {
  std::string directory = {};  // created when missing; ignored in memory
  bool in_memory = false;
  bool read_only = false;  // changes nothing in the directory, which must be there; commits answer kReadOnly
  Durability durability = Durability::kSync;
  std::chrono::milliseconds sync_interval{100};  // kInterval only
  // kSync only: when no commit came for so long, a mark is written behind the last one. 0: never.
  std::chrono::milliseconds seal_after{200};
  size_t block_cache_bytes = size_t{256} << 20;
  size_t write_buffer_bytes = size_t{256} << 20;  // all memtables together
  rocksdb::Env* env = nullptr;                    // tests: a file system that fails; not owned; null: the real one
};

// Refuses a directory of a newer format (kNewerFormat), one that another process has (kLocked), and one that holds
// something else (kInvalid), each with a sentence for the user in Error::detail.
EngineResult<std::unique_ptr<StorageEngine>> open_rocksdb(const RocksdbOptions& options);

// verify_checksums for a directory whose database cannot be opened; kLocked when it is in use.
EngineResult<FileCheck> check_files(const RocksdbOptions& options, const FileProgress& on_progress);

// What salvage_log did about a damaged write-ahead log.
struct SalvagedLog {
  FileDamage damage;                // the first
  uint64_t dropped_bytes = 0;       // of this log, from the last whole record before the damage on, and of later ones
  std::vector<std::string> copies;  // of every log that lost something, as it was
};
// Cuts the write-ahead log off before its first damage, and puts aside the logs after it: the database can then be
// opened, without what was committed after the damage. The whole of what is cut stays in copies beside the logs.
// nullopt: no log is damaged, and nothing was changed. It can be ended at any moment and called again.
EngineResult<std::optional<SalvagedLog>> salvage_log(const RocksdbOptions& options);

}  // namespace basalt::engine
