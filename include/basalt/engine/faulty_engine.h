// A StorageEngine that fails on demand, around another one. For tests of the layers above.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "basalt/engine/storage_engine.h"

namespace basalt::engine {

// Which calls fail, and how. Any thread may change it while the engine runs.
struct FaultPlan {
  std::atomic<int64_t> fail_commit_after{-1};  // commits that still succeed; -1: never fail
  std::atomic<int64_t> fail_read_after{-1};    // gets, multi_gets, scans and visits that still succeed; -1: never fail
  std::atomic<ErrorCode> code{ErrorCode::kIo};
  std::atomic<int64_t> commit_delay_us{0};
};

// plan must outlive the engine.
std::unique_ptr<StorageEngine> make_faulty(std::unique_ptr<StorageEngine> engine, FaultPlan& plan);

}  // namespace basalt::engine
