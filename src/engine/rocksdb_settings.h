// RocksDB's options for Basalt, in one place, each with its reason (docs/decisions/0002-rocksdb-options.md). Also the
// one place that knows what differs between the RocksDB versions Basalt builds with, 7.8 to 10.
#pragma once

#include <rocksdb/options.h>
#include <rocksdb/version.h>

#include <memory>

#include "basalt/engine/rocksdb_engine.h"

namespace rocksdb {
class Cache;
}

namespace basalt::engine {

std::shared_ptr<rocksdb::Cache> make_block_cache(const RocksdbOptions& options);
rocksdb::DBOptions database_settings(const RocksdbOptions& options);
rocksdb::ColumnFamilyOptions key_space_settings(KeySpace space, const RocksdbOptions& options,
                                                const std::shared_ptr<rocksdb::Cache>& block_cache);
// On disk by these names: pinned. kMeta lives in the column family that RocksDB always has.
const char* key_space_name(KeySpace space);

// Rows of kItems and kIndexes begin with space and hash (basalt/keys/key_layout.h); Bloom filters know these bytes
// as well as whole keys, so that a scan within one item collection skips files without it.
inline constexpr size_t kFilteredPrefixSize = 16;

// Before 9.5, an iterator over a table of the first level that is not open and cannot be opened takes the range
// tombstones of the table before it for its own, and both free them (AddIteratorsForLevel in
// db/version_set.cc). One that may not wait for the disk cannot open tables.
inline constexpr bool kTablesMustBeOpen = ROCKSDB_MAJOR < 9 || (ROCKSDB_MAJOR == 9 && ROCKSDB_MINOR < 5);
// Up to a quarter of max_open_files nothing that was opened is closed again, however tables fall on the shards.
inline constexpr int kOpenTablesShare = 4;

}  // namespace basalt::engine
