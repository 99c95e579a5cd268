// ChangeSeal: the promise that a part of the change log is complete. A reader that has come to the end of a stream
// shard is told so only behind the seal, so no record can appear behind its back: not from a group that is being
// committed, not when the clock steps back, not after a restart.
//
// Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "store/shard_writers.h"

namespace basalt::store {

class ChangeSeal {
 public:
  // All must outlive the seal.
  ChangeSeal(engine::StorageEngine& engine, HybridClock& hybrid_clock, ShardWriters& writers)
      : engine_(engine), hybrid_clock_(hybrid_clock), writers_(writers) {}

  // Reads what was sealed before; the hybrid clock continues above it. Before any other call.
  ApiResult<void> load();
  // As Store::seal_change_log.
  ApiResult<void> seal(uint64_t below);

 private:
  engine::StorageEngine& engine_;
  HybridClock& hybrid_clock_;
  ShardWriters& writers_;
  std::mutex mutex_;  // one at a time
  std::atomic<uint64_t> sealed_below_{0};
};

}  // namespace basalt::store
