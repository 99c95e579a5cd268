#include <rocksdb/cache.h>
#include <rocksdb/transaction_log.h>

#include <cstdlib>
#include <string>

#include "engine/rocksdb_engine_impl.h"

namespace basalt::engine {

EngineFigures RocksdbEngine::figures() {
  using Properties = rocksdb::DB::Properties;
  const auto sum = [this](const std::string& name) {
    uint64_t value = 0;
    return db_->GetAggregatedIntProperty(name, &value) ? value : 0;
  };
  // Of the whole database, not of a key space.
  const auto whole = [this](const std::string& name) {
    uint64_t value = 0;
    return db_->GetIntProperty(name, &value) ? value : 0;
  };
  EngineFigures figures;
  figures.block_cache_bytes = block_cache_->GetUsage();
  figures.block_cache_capacity_bytes = block_cache_->GetCapacity();
  figures.cache_misses = cache_misses_.load(std::memory_order_relaxed);
  figures.memtable_bytes = memtable_bytes();
  figures.table_bytes = sum(Properties::kTotalSstFilesSize);
  figures.running_compactions = whole(Properties::kNumRunningCompactions);
  figures.delayed_write_bytes_per_second = whole(Properties::kActualDelayedWriteRate);
  figures.writes_stopped = whole(Properties::kIsWriteStopped) != 0;
  for (rocksdb::ColumnFamilyHandle* space : handles_) {
    std::string files;
    if (db_->GetProperty(space, Properties::kNumFilesAtLevelPrefix + "0", &files)) {
      figures.level0_files += std::strtoull(files.c_str(), nullptr, 10);
    }
  }
  rocksdb::VectorLogPtr logs;
  if (!options_.in_memory && db_->GetSortedWalFiles(logs).ok()) {
    for (const auto& log : logs) figures.wal_bytes += log->SizeFileBytes();
  }
  return figures;
}

}  // namespace basalt::engine
