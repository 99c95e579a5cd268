// A cache of what was read, around an engine of this process alone: single rows (or that there is none), and the rows
// of whole ranges, each as it was last read. Reads of the newest state that were asked for before are answered from it
// as long as nothing was written there since (docs/decisions/0012-read-cache.md); everything else goes to the engine,
// whose contract holds unchanged, atomicity of commits included.
#pragma once

#include <cstddef>
#include <memory>

#include "basalt/engine/storage_engine.h"

namespace basalt::engine {

struct ReadCacheOptions {
  size_t row_bytes = size_t{16} << 20;    // for single rows
  size_t range_bytes = size_t{32} << 20;  // for ranges, such as pages of a Query or a Scan
};

// The engine must not be one that other processes write to (CHECKed): it sees only the commits that pass through it.
std::unique_ptr<StorageEngine> cache_reads(std::unique_ptr<StorageEngine> engine, const ReadCacheOptions& options);

}  // namespace basalt::engine
