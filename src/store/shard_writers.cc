#include "store/shard_writers.h"

#include <algorithm>
#include <future>
#include <string>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/base/thread.h"
#include "store/rendezvous.h"
#include "store/transaction_run.h"

namespace basalt::store {
namespace {

// One writer keeps up with the I/O threads of about four cores, and fewer writers make larger groups and fewer syncs
// (docs/decisions/0003-shard-writer.md).
constexpr unsigned kCoresPerWriter = 4;

}  // namespace

ShardWriters::ShardWriters(engine::StorageEngine& engine, const Clock& clock, HybridClock& hybrid_clock,
                           TransactionTokens& tokens, const StoreOptions& options)
    : engine_(engine),
      hybrid_clock_(hybrid_clock),
      tokens_(tokens),
      commit_metrics_(clock),
      limits_{.max_writes = options.max_group_writes,
              .max_bytes = options.max_group_bytes,
              .max_collection_bytes = options.max_item_collection_bytes,
              .one_shard = !engine.capabilities().commits_span_shards,
              .metrics = &commit_metrics_,
              .space = options.space,
              .refusals = options.refusals} {
  const unsigned threads =
      options.writer_threads != 0 ? options.writer_threads : std::max(1U, usable_cores() / kCoresPerWriter);
  for (unsigned i = 0; i < threads; ++i) {
    writers_.push_back(std::make_unique<ShardWriter>(engine, hybrid_clock, limits_, options.max_queued_writes, clock,
                                                     options.queue_waits, "writer-" + std::to_string(i)));
  }
}

size_t ShardWriters::writer_of(const ItemWrite& write) const {
  return write.table->shard_of(write.key.hash).value % writers_.size();
}

ApiError ShardWriters::overload() const {
  if (limits_.refusals != nullptr) limits_.refusals->count(RefusalReason::kWriters);
  return ApiError::beyond_capacity();
}

void ShardWriters::submit(ItemWrite write) { submit_to(writer_of(write), {&write, 1}); }

void ShardWriters::submit(std::vector<ItemWrite> writes) {
  if (writers_.size() == 1) return submit_to(0, writes);
  // The order among the writes of a shard stays.
  std::stable_sort(writes.begin(), writes.end(),
                   [this](const ItemWrite& a, const ItemWrite& b) { return writer_of(a) < writer_of(b); });
  for (std::span<ItemWrite> left(writes); !left.empty();) {
    const size_t writer = writer_of(left.front());
    size_t count = 1;
    while (count < left.size() && writer_of(left[count]) == writer) ++count;
    submit_to(writer, left.first(count));
    left = left.subspan(count);
  }
}

void ShardWriters::submit_to(size_t writer, std::span<ItemWrite> writes) {
  const auto refuse = [&](const ApiError& error) {
    for (ItemWrite& write : writes) write.done(Failure{error});
  };
  switch (writers_[writer]->queue().push(writes)) {
    case WriteQueue::Pushed::kQueued:
      return;
    case WriteQueue::Pushed::kFull:
      return refuse(overload());
    case WriteQueue::Pushed::kClosed:
      return refuse(ApiError::service_unavailable());
  }
}

void ShardWriters::submit(Transaction transaction) {
  CHECK(!transaction.actions.empty());
  if (transaction.token) {
    const auto begun = tokens_.begin(*transaction.token);
    if (!begun.ok()) return transaction.done(Failure{begun.error()});
  }
  std::vector<ItemWrite> writes = TransactionRun::writes_of(std::move(transaction), tokens_);
  std::set<size_t> writers;
  for (const ItemWrite& write : writes) writers.insert(writer_of(write));
  if (writers.size() > 1) return submit_to_several(std::move(writes), writers);
  const auto run = writes.front().transaction;
  switch (writers_[*writers.begin()]->queue().push(writes)) {
    case WriteQueue::Pushed::kQueued:
      return;
    case WriteQueue::Pushed::kFull:
      return run->refuse(overload());
    case WriteQueue::Pushed::kClosed:
      return run->refuse(ApiError::service_unavailable());
  }
}

// The last of the writers to come to the meeting works for all.
void ShardWriters::submit_to_several(std::vector<ItemWrite> writes, const std::set<size_t>& writers) {
  const auto run = writes.front().transaction;
  for (const size_t writer : writers) {
    if (writers_[writer]->queue().is_overdue()) return run->refuse(overload());
  }
  const auto meeting = std::make_shared<Rendezvous>(writers.size(), [this, writes = std::move(writes)]() mutable {
    WriteGroup(engine_, hybrid_clock_, limits_).run(writes);
  });
  const std::lock_guard lock(rendezvous_mutex_);
  for (const size_t writer : writers) {
    std::unique_ptr<WriterErrand> errand = std::make_unique<RendezvousErrand>(meeting);
    if (writers_[writer]->queue().push(errand)) continue;
    errand->refuse();
    return run->refuse(ApiError::service_unavailable());
  }
}

void ShardWriters::submit(engine::ShardId shard, std::unique_ptr<WriterErrand> errand) {
  if (!writers_[shard.value % writers_.size()]->queue().push(errand)) errand->refuse();
}

bool ShardWriters::run_alone(UniqueFunction<void()> work) {
  std::promise<void> promise;
  std::future<void> done = promise.get_future();
  const auto meeting = std::make_shared<Rendezvous>(writers_.size(), [&promise, work = std::move(work)]() mutable {
    work();
    promise.set_value();
  });
  {
    const std::lock_guard lock(rendezvous_mutex_);
    for (const auto& writer : writers_) {
      std::unique_ptr<WriterErrand> errand = std::make_unique<RendezvousErrand>(meeting);
      if (writer->queue().push(errand)) continue;
      errand->refuse();
      return false;
    }
  }
  done.wait();
  return true;
}

void ShardWriters::wait_for_running_groups() {
  for (const auto& writer : writers_) writer->queue().wait_for_taken();
}

void ShardWriters::show_metrics(metrics::Page& page) const {
  commit_metrics_.show(page);
  size_t waiting = 0;
  for (const auto& writer : writers_) waiting += writer->queue().size();
  page.gauge({"basalt_writer_queue_writes", "Writes that wait for a shard writer or are being written."}, {},
             static_cast<double>(waiting));
}

void ShardWriters::drain() {
  for (const auto& writer : writers_) writer->drain();
}

}  // namespace basalt::store
