// RocksDB's log format, in which its write-ahead logs and manifests are, read to find damage:
//
//   file   := block*                       of 32768 bytes; the last may be shorter
//   block  := piece* padding               fewer than 7 bytes of padding, all 0
//   piece  := crc:u32 size:u16 type:byte bytes          little-endian; crc is CRC-32C of type and bytes, masked
//   record := whole(1) | first(2) middle(3)* last(4)
//
// A file may end in the middle of a record: that is what a crash leaves of a write that nobody was told of. Damage is
// what no crash can leave: a crc that does not hold, a size that leads beyond its block, an unknown type, pieces out of
// order. https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "basalt/engine/storage_engine.h"

namespace rocksdb {
class Env;
}

namespace basalt::engine {

struct LogFileCheck {
  uint64_t bytes = 0;        // of the file
  uint64_t whole_bytes = 0;  // up to the end of the last record before the damage, or before what is unfinished
  uint64_t whole_records = 0;
  std::optional<FileDamage> damage = {};  // the first
};

// on_bytes(count) is called as the file is read; false ends the check, as if the file ended there.
EngineResult<LogFileCheck> check_log_file(rocksdb::Env& env, const std::string& path,
                                          const std::function<bool(uint64_t bytes)>& on_bytes);

// Whether a sound record begins anywhere behind the place where one should begin at whole_bytes. If so, damage at
// whole_bytes is not the end of a log that a power failure tore.
EngineResult<bool> has_record_behind(rocksdb::Env& env, const std::string& path, uint64_t whole_bytes);

}  // namespace basalt::engine
