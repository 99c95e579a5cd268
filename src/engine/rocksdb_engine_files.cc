#include <algorithm>
#include <vector>

#include "engine/file_checker.h"
#include "engine/rocksdb_engine_impl.h"

namespace basalt::engine {

EngineResult<FileCheck> RocksdbEngine::verify_checksums(const FileProgress& on_progress) {
  if (!capabilities().keeps_files) return FileCheck{};
  FileChecker checker(*env_, options_.directory, on_progress);
  const auto live_tables = [this] {
    std::vector<rocksdb::LiveFileMetaData> tables;
    db_->GetLiveFilesMetaData(&tables);
    return tables;
  };
  const auto is_live = [&](const std::string& name) {
    const auto tables = live_tables();
    return std::any_of(tables.begin(), tables.end(), [&](const auto& table) { return table.name == name; });
  };
  TRY(checker.check_tables(live_tables(), is_live));
  TRY(checker.check_logs());
  TRY(checker.check_names());
  return checker.take();
}

EngineResult<FileCheck> check_files(const RocksdbOptions& options, const FileProgress& on_progress) {
  rocksdb::Env& env = options.env ? *options.env : *rocksdb::Env::Default();
  const DataDirectory directory = TRY(DataDirectory::share(env, options.directory));
  FileChecker checker(env, options.directory, on_progress);
  TRY(checker.check_names());
  TRY(checker.check_logs());
  TRY(checker.check_all_tables());
  return checker.take();
}

}  // namespace basalt::engine
