// LocalStore: the Store over one engine: catalog, shard writers and the thread that keeps the change log bounded.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "basalt/store/store.h"
#include "store/change_seal.h"
#include "store/durable_catalog.h"
#include "store/index_keeper.h"
#include "store/shard_writers.h"

namespace basalt::store {

class LocalStore final : public Store {
 public:
  LocalStore(engine::StorageEngine& engine, const Clock& clock, const StoreOptions& options);
  ~LocalStore() override;

  // Reads the catalog and starts maintenance; before any other call.
  ApiResult<void> start();

  Catalog& catalog() override { return catalog_; }
  const ItemReader& items() const override { return items_; }
  const ChangeLog& change_log() const override { return change_log_; }
  engine::StorageEngine& engine() override { return engine_; }
  void submit(ItemWrite write) override { writers_.submit(std::move(write)); }
  void submit(std::vector<ItemWrite> writes) override { writers_.submit(std::move(writes)); }
  void submit(Transaction transaction) override { writers_.submit(std::move(transaction)); }
  ApiResult<void> maintain() override;
  uint64_t hybrid_now() override { return hybrid_clock_.next(); }
  ApiResult<void> seal_change_log(uint64_t below) override { return change_seal_.seal(below); }
  const TableUsages& usages() const override { return usages_; }
  void show_metrics(metrics::Page& page) const override;
  ApiResult<std::unique_ptr<const StoreImage>> image(uint64_t max_bytes) override;
  ApiResult<void> restore(const StoreImage& image) override;
  void drain() override;

 private:
  void run_maintenance();

  engine::StorageEngine& engine_;
  const Clock& clock_;
  const StoreOptions options_;
  HybridClock hybrid_clock_;
  TableUsages usages_;
  ItemReader items_;
  ChangeLog change_log_;
  TransactionTokens tokens_;
  ShardWriters writers_;
  ChangeSeal change_seal_;
  DurableCatalog catalog_;
  IndexKeeper index_keeper_;

  std::mutex restore_mutex_;  // one image or restore at a time
  std::mutex stop_mutex_;
  std::condition_variable stop_changed_;
  bool stop_ = false;
  std::thread maintenance_;
};

}  // namespace basalt::store
