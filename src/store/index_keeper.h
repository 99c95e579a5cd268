// IndexKeeper: brings indexes that are CREATING to ACTIVE, and takes those that are DELETING away; likewise the expiry
// indexes of TTL. One thread; it goes
// on after a restart with what it finds.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "basalt/engine/storage_engine.h"
#include "basalt/store/catalog.h"
#include "store/shard_writers.h"
#include "store/writer_errand.h"

namespace basalt::store {

// Whether an index of the table waits for the keeper.
bool has_index_work(const TableDefinition& definition);

class IndexKeeper {
 public:
  // All must outlive the keeper.
  IndexKeeper(engine::StorageEngine& engine, ShardWriters& writers, Catalog& catalog)
      : engine_(engine), writers_(writers), catalog_(catalog) {}
  ~IndexKeeper() { stop(); }

  // Also after a stop.
  void start();
  // There may be work. Any thread.
  void wake();
  // Ends the thread after the step at hand. Before the writers are drained.
  void stop();

 private:
  void run();
  bool wait();
  // Returns after the duration, or when it is time to stop; then there is work again.
  void rest(std::chrono::nanoseconds duration);
  // One step for every index that has work; whether there was any.
  ApiResult<bool> work();
  // From CREATING to CREATING and Backfilling.
  ApiResult<void> begin(const Table& table, const GlobalIndex& index);
  // A step in every shard; whether any has more.
  using FillOf = std::function<std::unique_ptr<FillStep>(size_t shard_index)>;
  ApiResult<bool> fill_every_shard(const Table& table, const FillOf& fill_of);
  ApiResult<void> fill_step(const TableRef& table, const GlobalIndex& index);
  // TTL that is being turned on or off.
  ApiResult<void> settle_time_to_live(const TableRef& table);
  ApiResult<void> activate(const Table& table, SpaceId index);
  ApiResult<void> remove(const Table& table, const GlobalIndex& index);

  engine::StorageEngine& engine_;
  ShardWriters& writers_;
  Catalog& catalog_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace basalt::store
