#include <rocksdb/cache.h>
#include <rocksdb/options.h>

#include <utility>
#include <vector>

#include "basalt/base/fault_point.h"
#include "basalt/base/log.h"
#include "engine/background_error_listener.h"
#include "engine/file_checker.h"
#include "engine/log_salvage.h"
#include "engine/rocksdb_engine_impl.h"
#include "engine/rocksdb_settings.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

constexpr std::array<KeySpace, kKeySpaces> kAllSpaces = {KeySpace::kMeta, KeySpace::kItems, KeySpace::kIndexes,
                                                         KeySpace::kLog};

// A clean stop with more than this in the log writes it out as tables, so that the next start has little to replay;
// with less, stopping at once matters more.
constexpr uint64_t kFlushOnCloseBytes = uint64_t{8} << 20;

// A database that does not open says which file is to blame, if it can be found by reading so much.
constexpr uint64_t kMostBytesForBlame = uint64_t{1} << 30;

// RocksDB takes a directory without CURRENT for a new one, whatever else lies there.
rocksdb::Status require_current(rocksdb::Env& env, const std::string& path) {
  if (env.FileExists(path + "/CURRENT").ok()) return {};
  std::vector<std::string> names;
  if (const rocksdb::Status status = env.GetChildren(path, &names); !status.ok()) return status;
  for (const std::string& name : names) {
    if (name.ends_with(".sst") || name.ends_with(".log")) {
      return rocksdb::Status::Corruption("CURRENT is missing, but there is " + name);
    }
  }
  return {};
}

}  // namespace

EngineResult<std::unique_ptr<StorageEngine>> open_rocksdb(const RocksdbOptions& options) {
  return RocksdbEngine::open(options);
}

EngineResult<std::unique_ptr<StorageEngine>> RocksdbEngine::open(const RocksdbOptions& options) {
  if (options.durability == Durability::kInterval && options.sync_interval.count() <= 0) {
    return Failure{Error{ErrorCode::kInvalid, "The sync interval must be positive."}};
  }
  std::unique_ptr<RocksdbEngine> engine(new RocksdbEngine(options));
  if (!options.in_memory) TRY(engine->open_directory());
  FAULT_POINT("engine.open.before_database");
  TRY(engine->open_database());
  FAULT_POINT("engine.open.after_database");
  engine->start_syncing();
  return std::unique_ptr<StorageEngine>(std::move(engine));
}

RocksdbEngine::RocksdbEngine(const RocksdbOptions& options)
    : options_(options),
      memory_env_(options.in_memory ? rocksdb::NewMemEnv(rocksdb::Env::Default()) : nullptr),
      env_(options.in_memory ? memory_env_.get()
           : options.env     ? options.env
                             : rocksdb::Env::Default()),
      block_cache_(make_block_cache(options)) {}

EngineResult<void> RocksdbEngine::open_directory() {
  if (!options_.read_only) {
    directory_ = TRY(DataDirectory::acquire(*env_, options_.directory));
    return {};
  }
  directory_ = TRY(DataDirectory::share(*env_, options_.directory));
  return DataDirectory::check(*env_, options_.directory);
}

EngineResult<void> RocksdbEngine::open_database() {
  rocksdb::DBOptions settings = database_settings(options_);
  settings.env = env_;
  settings.listeners.push_back(std::make_shared<BackgroundErrorListener>(read_only_));
  settings.listeners.push_back(tables_);
  most_tables_ = settings.max_open_files / kOpenTablesShare;
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const KeySpace space : kAllSpaces) {
    descriptors.emplace_back(key_space_name(space), key_space_settings(space, options_, block_cache_));
  }
  const std::string path = options_.in_memory ? "/basalt" : DataDirectory::database_path(options_.directory);
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::Status status = open_whole_or_torn(settings, path, descriptors, handles);
  if (status.ok()) {
    for (const KeySpace space : kAllSpaces) {
      const auto index = static_cast<size_t>(space);
      handles_[index] = handles[index];
      family_ids_[index] = handles[index]->GetID();
    }
    status = open_first_level();
  }
  if (!status.ok()) return Failure{with_damage(translate(status, "open the database in " + path))};
  return {};
}

// RocksDB itself opens but a few tables at start, of all key spaces together.
rocksdb::Status RocksdbEngine::open_first_level() {
  std::vector<rocksdb::LiveFileMetaData> tables;
  db_->GetLiveFilesMetaData(&tables);
  tables_->add(tables.size());
  if (!kTablesMustBeOpen) return {};
  const std::string behind_all_rows(32, '\xff');
  rocksdb::ReadOptions read;
  read.total_order_seek = true;
  read.ignore_range_deletions = true;
  for (rocksdb::ColumnFamilyHandle* space : handles_) {
    // To make it opens them, and the seek tells whether that went well.
    const std::unique_ptr<rocksdb::Iterator> rows(db_->NewIterator(read, space));
    rows->Seek(behind_all_rows);
    if (!rows->status().ok()) return rows->status();
  }
  return {};
}

bool RocksdbEngine::first_level_stays_open() const { return !kTablesMustBeOpen || tables_->count() <= most_tables_; }

rocksdb::Status RocksdbEngine::open_whole_or_torn(const rocksdb::DBOptions& settings, const std::string& path,
                                                  const std::vector<rocksdb::ColumnFamilyDescriptor>& descriptors,
                                                  std::vector<rocksdb::ColumnFamilyHandle*>& handles) {
  rocksdb::DB* db = nullptr;
  rocksdb::Status status;
  if (options_.read_only) {
    rocksdb::DBOptions existing = settings;
    existing.create_if_missing = false;
    existing.create_missing_column_families = false;
    status = rocksdb::DB::OpenForReadOnly(existing, path, descriptors, &handles, &db);
  } else {
    // RocksDB would create it too, but log an error first.
    status = env_->CreateDirIfMissing(path);
    if (status.ok()) status = require_current(*env_, path);
    if (status.ok()) status = rocksdb::DB::Open(settings, path, descriptors, &handles, &db);
    if (status.IsCorruption() && options_.durability == Durability::kSync && !options_.in_memory) {
      const auto mended = mend_torn_log(path);
      if (mended.ok() && *mended) status = rocksdb::DB::Open(settings, path, descriptors, &handles, &db);
    }
  }
  db_.reset(db);
  return status;
}

EngineResult<bool> RocksdbEngine::mend_torn_log(const std::string& path) {
  const auto cut = TRY(cut_torn_end(*env_, path));
  if (!cut) return false;
  log::warning("the log ended in a record that was never acknowledged and is not whole; it is dropped",
               {{"file", std::string_view(cut->damage.file)},
                {"bytes", cut->dropped_bytes},
                {"copy", std::string_view(cut->copies.front())}});
  return true;
}

// RocksDB does not always say which file it was reading, and sometimes names another.
Error RocksdbEngine::with_damage(Error error) const {
  if (options_.in_memory) return error;
  const FileProgress until_enough = [](uint64_t done, uint64_t) { return done < kMostBytesForBlame; };
  FileChecker checker(*env_, options_.directory, until_enough);
  if (!checker.check_names().ok() || !checker.check_logs().ok()) return error;
  // Tables are not read again for an error that has nothing to do with them.
  if (error.code == ErrorCode::kCorruption && !checker.check_all_tables().ok()) return error;
  const FileCheck check = checker.take();
  if (check.damages.empty()) return error;
  const FileDamage& damage = check.damages.front();
  error.code = ErrorCode::kCorruption;
  error.detail += ". The file " + damage.file + " is damaged";
  if (damage.offset) error.detail += " at byte " + std::to_string(*damage.offset);
  error.detail += " (" + damage.detail + ").";
  if (damage.file.ends_with(".log")) {
    error.detail += " `basalt repair --salvage-log` cuts the log off there, and loses what was written after it.";
  }
  return error;
}

RocksdbEngine::~RocksdbEngine() {
  stop_syncing();
  if (db_ == nullptr) return;
  if (!options_.in_memory && !options_.read_only && !read_only_.closed()) {
    if (memtable_bytes() > kFlushOnCloseBytes) {
      const rocksdb::Status status = db_->Flush(rocksdb::FlushOptions(), {handles_.begin(), handles_.end()});
      if (!status.ok()) log::warning("tables not written on close", {{"reason", std::string_view(status.ToString())}});
    }
    if (seals()) seal();
    if (const auto synced = sync_log(); !synced.ok()) {
      log::warning("log not synced on close", {{"reason", std::string_view(synced.error().detail)}});
    }
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    if (const rocksdb::Status status = db_->DestroyColumnFamilyHandle(handle); !status.ok()) {
      log::warning("key space not released", {{"reason", std::string_view(status.ToString())}});
    }
  }
  if (const rocksdb::Status status = db_->Close(); !status.ok()) {
    log::warning("database not closed cleanly", {{"reason", std::string_view(status.ToString())}});
  }
}

uint64_t RocksdbEngine::memtable_bytes() const {
  uint64_t bytes = 0;
  db_->GetAggregatedIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables, &bytes);
  return bytes;
}

EngineStats RocksdbEngine::stats() {
  EngineStats stats;
  const auto property = [this](const std::string& name) {
    uint64_t sum = 0;
    return db_->GetAggregatedIntProperty(name, &sum) ? sum : 0;
  };
  const uint64_t memtables = memtable_bytes();
  stats.live_data_bytes = property(rocksdb::DB::Properties::kEstimateLiveDataSize) + memtables;
  for (const auto* name :
       {&rocksdb::DB::Properties::kEstimateLiveDataSize, &rocksdb::DB::Properties::kCurSizeAllMemTables}) {
    uint64_t bytes = 0;
    if (db_->GetIntProperty(handle(KeySpace::kLog), *name, &bytes)) stats.log_bytes += bytes;
  }
  stats.memory_bytes =
      block_cache_->GetUsage() + memtables + property(rocksdb::DB::Properties::kEstimateTableReadersMem);
  stats.pending_compaction_bytes = property(rocksdb::DB::Properties::kEstimatePendingCompactionBytes);
  stats.read_only = read_only_.closed();
  stats.read_only_reason = read_only_.reason();
  return stats;
}

}  // namespace basalt::engine
