// FileChecker: reads the files of a data directory and says which of them are damaged.
//
// Tables carry a checksum of their whole file in the manifest; those of earlier versions of Basalt have only those of
// their blocks. Logs and manifests are in RocksDB's log format (log_file.h), CURRENT names the manifest, FORMAT has one
// possible text. What RocksDB leaves beside them (OPTIONS-*, IDENTITY) is read by nobody, so it is not looked at.
//
// Nothing is changed. Owned by one thread; the directory may be in use, by this process.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/metadata.h>

#include <functional>
#include <string>
#include <vector>

#include "basalt/engine/storage_engine.h"

namespace basalt::engine {

class FileChecker {
 public:
  // directory: the data directory, that of the database being within.
  FileChecker(rocksdb::Env& env, std::string directory, const FileProgress& on_progress);

  // The tables of an open database. is_live(name): whether the database still has it; one that is gone is no damage.
  EngineResult<void> check_tables(const std::vector<rocksdb::LiveFileMetaData>& tables,
                                  const std::function<bool(const std::string& name)>& is_live);
  // Every table there is, for a database that cannot be opened.
  EngineResult<void> check_all_tables();
  EngineResult<void> check_logs();
  EngineResult<void> check_names();

  FileCheck take() { return std::move(check_); }

 private:
  EngineResult<std::vector<std::string>> children(bool (*wanted)(const std::string& name)) const;
  EngineResult<void> expect(const std::vector<std::string>& paths);
  // The first damage of a table's blocks; empty detail: none.
  FileDamage damage_of_blocks(const std::string& path) const;
  EngineResult<bool> has_checksum(const std::string& path, const std::string& big_endian);
  bool went_on(uint64_t bytes);
  void report(FileDamage damage) { check_.damages.push_back(std::move(damage)); }

  rocksdb::Env& env_;
  const std::string directory_;
  const std::string database_;
  const FileProgress& on_progress_;
  uint64_t total_bytes_ = 0;
  FileCheck check_;
};

}  // namespace basalt::engine
