#include "store/shard_writer.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "basalt/base/thread.h"

namespace basalt::store {

ShardWriter::ShardWriter(engine::StorageEngine& engine, HybridClock& hybrid_clock, const GroupLimits& limits,
                         size_t capacity, const Clock& clock, const QueueWaits& waits, std::string thread_name)
    : limits_(limits),
      thread_name_(std::move(thread_name)),
      queue_(capacity, clock, waits),
      group_(engine, hybrid_clock, limits),
      thread_([this] { run(); }) {}

ShardWriter::~ShardWriter() { drain(); }

void ShardWriter::drain() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void ShardWriter::run() {
  name_this_thread(thread_name_);
  std::vector<ItemWrite> taken;
  WriteQueue::Errands errands;
  while (queue_.take(taken, errands)) {
    if (limits_.one_shard) order_by_shard(taken);
    for (std::span<ItemWrite> left(taken); !left.empty();) left = left.subspan(group_.run(left));
    for (const auto& errand : errands) errand->run();
  }
}

// Order matters within a shard only.
void ShardWriter::order_by_shard(std::vector<ItemWrite>& writes) const {
  const auto shard_of = [](const ItemWrite& write) { return write.table->shard_of(write.key.hash); };
  std::stable_sort(writes.begin(), writes.end(),
                   [&](const ItemWrite& a, const ItemWrite& b) { return shard_of(a) < shard_of(b); });
}

}  // namespace basalt::store
