// ShardWriter: one thread that writes some of the shards. It takes whatever waits, and commits it in as few groups as
// the limits allow: under load the groups grow by themselves, and a lone write waits for nobody.
#pragma once

#include <cstddef>
#include <string>
#include <thread>

#include "store/write_group.h"
#include "store/write_queue.h"

namespace basalt::store {

class ShardWriter {
 public:
  // Starts the thread. capacity: writes that may wait.
  ShardWriter(engine::StorageEngine& engine, HybridClock& hybrid_clock, const GroupLimits& limits, size_t capacity,
              const Clock& clock, const QueueWaits& waits, std::string thread_name);
  ~ShardWriter();

  WriteQueue& queue() { return queue_; }
  // Answers everything queued, then ends the thread. Once.
  void drain();

 private:
  void run();
  void order_by_shard(std::vector<ItemWrite>& writes) const;

  const GroupLimits limits_;
  const std::string thread_name_;
  WriteQueue queue_;
  WriteGroup group_;
  std::thread thread_;
};

}  // namespace basalt::store
