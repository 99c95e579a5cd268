#include "store/shard_writers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "basalt/base/thread.h"

namespace basalt::store {
namespace {

// One writer keeps up with the I/O threads of about four cores, and fewer writers make larger groups and fewer syncs
// (docs/decisions/0003-shard-writer.md).
constexpr unsigned kCoresPerWriter = 4;

constexpr std::string_view kBeyondCapacity =
    "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or "
    "index so please try again shortly. If exceptions persist, check if you have a hot key: "
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";

}  // namespace

ShardWriters::ShardWriters(engine::StorageEngine& engine, HybridClock& hybrid_clock, const StoreOptions& options) {
  const unsigned threads =
      options.writer_threads != 0 ? options.writer_threads : std::max(1U, usable_cores() / kCoresPerWriter);
  const GroupLimits limits{.max_writes = options.max_group_writes,
                           .max_bytes = options.max_group_bytes,
                           .one_shard = !engine.capabilities().commits_span_shards};
  for (unsigned i = 0; i < threads; ++i) {
    writers_.push_back(std::make_unique<ShardWriter>(engine, hybrid_clock, limits, options.max_queued_writes,
                                                     "writer-" + std::to_string(i)));
  }
}

void ShardWriters::submit(ItemWrite write) {
  const engine::ShardId shard = write.table->shard_of(write.key.hash);
  switch (writers_[shard.value % writers_.size()]->queue().push(write)) {
    case WriteQueue::Pushed::kQueued:
      return;
    case WriteQueue::Pushed::kFull:
      return write.done(Failure{ApiError::throttling(std::string(kBeyondCapacity))});
    case WriteQueue::Pushed::kClosed:
      return write.done(Failure{ApiError::service_unavailable()});
  }
}

void ShardWriters::submit(engine::ShardId shard, std::unique_ptr<WriterErrand> errand) {
  if (!writers_[shard.value % writers_.size()]->queue().push(errand)) errand->refuse();
}

void ShardWriters::wait_for_running_groups() {
  for (const auto& writer : writers_) writer->queue().wait_for_taken();
}

void ShardWriters::drain() {
  for (const auto& writer : writers_) writer->drain();
}

}  // namespace basalt::store
