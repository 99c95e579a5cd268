// What opening does about the end of a write-ahead log that a power failure tore. For an operator's decision about any
// other damage there is salvage_log (basalt/engine/rocksdb_engine.h).
#pragma once

#include <optional>
#include <string>

#include "basalt/engine/rocksdb_engine.h"

namespace basalt::engine {

// With durability sync, at most the last record of the last log was not synced, and so not acknowledged. If the first
// damage is in that record (no sound record is behind it) the log is cut off before it, and a copy kept. nullopt: the
// logs are whole, or damaged elsewhere; nothing was changed. The caller holds the data directory's lock.
EngineResult<std::optional<SalvagedLog>> cut_torn_end(rocksdb::Env& env, const std::string& database);

}  // namespace basalt::engine
