#include "engine/rocksdb_settings.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/version.h>

#include <algorithm>
#include <vector>

#include "basalt/base/descriptors.h"
#include "basalt/base/thread.h"
#include "engine/rocksdb_logger.h"
#include "engine/tree_memtable.h"

static_assert(ROCKSDB_MAJOR > 7 || (ROCKSDB_MAJOR == 7 && ROCKSDB_MINOR >= 8), "RocksDB 7.8 or newer");

namespace basalt::engine {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
constexpr int kMemtablesPerFile = 2;
// Files of the first level are merged into the next this many at a time, and that one is as large as they are: then a
// compaction rewrites about as much as it adds.
constexpr int kFilesPerCompaction = 8;

// What only some versions have, or have right.
void apply_version(rocksdb::DBOptions& settings) {
#if ROCKSDB_MAJOR >= 8
  // Before 7.9 a sync at the wrong moment made this report a missing log that was rightly deleted.
  settings.track_and_verify_wals_in_manifest = true;
#endif
  static_cast<void>(settings);
}

// Shards of at least 64 tables: one of few would give tables up while others have room.
int table_cache_shard_bits(int tables) {
  int bits = 0;
  while (bits < 6 && tables >> (bits + 1) >= 64) ++bits;
  return bits;
}

rocksdb::CompressionType supported_or_none(rocksdb::CompressionType wanted) {
  const std::vector<rocksdb::CompressionType> supported = rocksdb::GetSupportedCompressions();
  const bool found = std::find(supported.begin(), supported.end(), wanted) != supported.end();
  return found ? wanted : rocksdb::kNoCompression;
}

// What is rewritten soon is hardly worth compressing, and most of a large database lies in its last level. Counted from
// the newest level that is in use, so that only databases of some gigabytes get as far as ZSTD.
std::vector<rocksdb::CompressionType> compression_by_depth(bool in_memory) {
  const rocksdb::CompressionType fast = supported_or_none(rocksdb::kLZ4Compression);
  if (in_memory) return {fast};
  return {rocksdb::kNoCompression, fast, fast, supported_or_none(rocksdb::kZSTD)};
}

bool is_keyed_by_hash(KeySpace space) { return space == KeySpace::kItems || space == KeySpace::kIndexes; }

rocksdb::BlockBasedTableOptions table_settings(KeySpace space, const std::shared_ptr<rocksdb::Cache>& block_cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = block_cache;
  table.format_version = 5;  // the newest that every supported RocksDB both writes and reads
  table.checksum = rocksdb::kXXH3;
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.metadata_cache_options.unpartitioned_pinning = rocksdb::PinningTier::kFlushedAndSimilar;
  if (is_keyed_by_hash(space)) {
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(14));
    table.whole_key_filtering = true;
    table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  } else if (space == KeySpace::kLog) {
    table.block_size = 16 << 10;  // read in long runs, never at random
  }
  return table;
}

size_t memtable_bytes(KeySpace space, const RocksdbOptions& options) {
  switch (space) {
    case KeySpace::kMeta:
      return std::min<size_t>(4 * kMiB, options.write_buffer_bytes);
    case KeySpace::kItems:
    case KeySpace::kIndexes:
    case KeySpace::kLog:
      break;
  }
  return std::clamp<size_t>(options.write_buffer_bytes / 4, kMiB, 64 * kMiB);
}

}  // namespace

const char* key_space_name(KeySpace space) {
  switch (space) {
    case KeySpace::kMeta:
      return "default";
    case KeySpace::kItems:
      return "items";
    case KeySpace::kIndexes:
      return "indexes";
    case KeySpace::kLog:
      break;
  }
  return "log";
}

std::shared_ptr<rocksdb::Cache> make_block_cache(const RocksdbOptions& options) {
  // A shard must hold several filters, of 2 MiB each, without evicting one for another.
  constexpr size_t kShardBytes = 16 * kMiB;
  int shard_bits = 0;
  while (shard_bits < 6 && (options.block_cache_bytes >> (shard_bits + 1)) >= kShardBytes) ++shard_bits;
  return rocksdb::NewLRUCache(options.block_cache_bytes, shard_bits);
}

rocksdb::DBOptions database_settings(const RocksdbOptions& options) {
  rocksdb::DBOptions settings;
  settings.create_if_missing = true;
  settings.create_missing_column_families = true;
  settings.paranoid_checks = true;
  // Of whole table files, in the manifest: finds what the checksums of blocks do not cover.
  settings.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  settings.info_log = std::make_shared<RocksdbLogger>();
  settings.info_log_level = rocksdb::WARN_LEVEL;
  settings.max_background_jobs = static_cast<int>(std::clamp(usable_cores(), 2U, 8U));
  settings.max_open_files = static_cast<int>(share_descriptors().tables);
  settings.table_cache_numshardbits = table_cache_shard_bits(settings.max_open_files);
  settings.db_write_buffer_size = options.write_buffer_bytes;
  settings.max_total_wal_size = std::max<uint64_t>(options.write_buffer_bytes / 2, kMiB);
  settings.avoid_flush_during_recovery = true;
  settings.allow_concurrent_memtable_write = false;  // a MemtableTree takes one writer
  settings.avoid_unnecessary_blocking_io = true;
  settings.skip_stats_update_on_db_open = true;
  settings.stats_dump_period_sec = 0;
  settings.stats_persist_period_sec = 0;
  settings.bytes_per_sync = kMiB;
  settings.max_bgerror_resume_count = 0;
  settings.wal_recovery_mode = options.durability == Durability::kSync
                                   ? rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords
                                   : rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  apply_version(settings);
  return settings;
}

rocksdb::ColumnFamilyOptions key_space_settings(KeySpace space, const RocksdbOptions& options,
                                                const std::shared_ptr<rocksdb::Cache>& block_cache) {
  rocksdb::ColumnFamilyOptions settings;
  settings.memtable_factory = make_tree_memtable_factory();
  settings.write_buffer_size = memtable_bytes(space, options);
  settings.max_write_buffer_number = 4;
  settings.min_write_buffer_number_to_merge = kMemtablesPerFile;
  settings.level0_file_num_compaction_trigger = kFilesPerCompaction;
  settings.max_bytes_for_level_base = kFilesPerCompaction * kMemtablesPerFile * settings.write_buffer_size;
  settings.level_compaction_dynamic_level_bytes = true;
  settings.target_file_size_base = 32 * kMiB;  // and with it the size of a table's filter and index
  settings.compression_per_level = compression_by_depth(options.in_memory);
  settings.compression_opts.level = 1;
  if (is_keyed_by_hash(space)) {
    settings.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(kFilteredPrefixSize));
    settings.memtable_prefix_bloom_size_ratio = 0.01;
    settings.memtable_whole_key_filtering = true;
  }
  settings.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_settings(space, block_cache)));
  return settings;
}

}  // namespace basalt::engine
