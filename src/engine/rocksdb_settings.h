// RocksDB's options for Basalt, in one place, each with its reason (docs/decisions/0002-rocksdb-options.md). Also the
// one place that knows what differs between the RocksDB versions Basalt builds with, 7.8 to 10.
#pragma once

#include <rocksdb/options.h>

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

}  // namespace basalt::engine
