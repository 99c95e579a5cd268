// Translation of RocksDB's statuses into the contract's errors: the only place that knows both.
#pragma once

#include <rocksdb/status.h>

#include <string_view>

#include "basalt/engine/engine_error.h"

namespace basalt::engine {

// status must not be ok. doing says what failed, for the log ("get", "open data directory /x").
Error translate(const rocksdb::Status& status, std::string_view doing);

// Whether a commit or sync that answered this leaves the log in an unknown state, so that nothing may be
// acknowledged after it.
bool poisons_log(const rocksdb::Status& status);

}  // namespace basalt::engine
