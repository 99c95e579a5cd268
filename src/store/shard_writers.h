// ShardWriters: all writer threads. A shard's writes always go to the same one. Any thread.
#pragma once

#include <memory>
#include <vector>

#include "basalt/store/store.h"
#include "store/shard_writer.h"

namespace basalt::store {

class ShardWriters {
 public:
  ShardWriters(engine::StorageEngine& engine, HybridClock& hybrid_clock, const StoreOptions& options);

  // As Store::submit.
  void submit(ItemWrite write);
  // Has the writer of the shard run the errand between two groups, or refuses it here when the writers have stopped.
  void submit(engine::ShardId shard, std::unique_ptr<WriterErrand> errand);
  // Returns once every group that was running at the call is answered. Not from a writer thread.
  void wait_for_running_groups();
  // As Store::drain.
  void drain();

 private:
  std::vector<std::unique_ptr<ShardWriter>> writers_;
};

}  // namespace basalt::store
