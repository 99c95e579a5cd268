// ShardWriters: all writer threads. A shard's writes always go to the same one. Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <vector>

#include "basalt/store/store.h"
#include "store/shard_writer.h"
#include "store/transaction_tokens.h"

namespace basalt::store {

class ShardWriters {
 public:
  // All must outlive the writers.
  ShardWriters(engine::StorageEngine& engine, const Clock& clock, HybridClock& hybrid_clock, TransactionTokens& tokens,
               const StoreOptions& options);

  // As Store::submit.
  void submit(ItemWrite write);
  void submit(std::vector<ItemWrite> writes);
  void submit(Transaction transaction);
  // Has the writer of the shard run the errand between two groups, or refuses it here when the writers have stopped.
  void submit(engine::ShardId shard, std::unique_ptr<WriterErrand> errand);
  // Does the work while every writer stands still between two groups, and returns then. False, and nothing was done,
  // when the writers have stopped. Not from a writer thread.
  bool run_alone(UniqueFunction<void()> work);
  // Returns once every group that was running at the call is answered. Not from a writer thread.
  void wait_for_running_groups();
  // Whether puts are refused for now; whoever writes on the server's behalf waits then.
  bool short_of_space() const { return limits_.space != nullptr && !limits_.space->allows_puts(); }
  void show_metrics(metrics::Page& page) const;
  // As Store::drain.
  void drain();

 private:
  size_t writer_of(const ItemWrite& write) const;
  ApiError overload() const;
  void submit_to(size_t writer, std::span<ItemWrite> writes);
  void submit_to_several(std::vector<ItemWrite> writes, const std::set<size_t>& writers);

  engine::StorageEngine& engine_;
  HybridClock& hybrid_clock_;
  TransactionTokens& tokens_;
  CommitMetrics commit_metrics_;
  const GroupLimits limits_;
  std::mutex rendezvous_mutex_;  // held while the errands of one are queued
  std::vector<std::unique_ptr<ShardWriter>> writers_;
};

}  // namespace basalt::store
