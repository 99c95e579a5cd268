// What can go wrong below the store. Translated into ApiError once, in `store`.
#pragma once

#include <cstdint>
#include <string>

#include "basalt/base/result.h"

namespace basalt::engine {

enum class ErrorCode : uint8_t {
  kNotCached,       // a cache-only read would have to touch the disk: run it again where it may
  kIo,              // the device or file system refused
  kNoSpace,         // the device is full
  kCorruption,      // a checksum or structure does not hold
  kReadOnly,        // an earlier sync failed: nothing is acknowledged any more until restart
  kCheckFailed,     // a commit's check did not hold; nothing was applied
  kFenceLost,       // this process does not own the shard any more; nothing was applied (shared engines)
  kShardMoved,      // the shard was split or moved; nothing was applied (shared engines)
  kUnknownOutcome,  // timed out; re-read the batch's id to learn whether it was applied (shared engines)
  kNewerFormat,     // the data directory was written by a newer version
  kLocked,          // another process has the data directory
  kInvalid,         // not a data directory, unusable settings
};

struct Error {
  ErrorCode code;
  std::string detail;  // for the log, never for a client
};

template <class T>
using EngineResult = Result<T, Error>;

}  // namespace basalt::engine
