#include "store/local_store.h"

#include <chrono>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "basalt/store/store_image.h"
#include "store/image_rows.h"

namespace basalt::store {

ApiResult<std::unique_ptr<Store>> Store::open(engine::StorageEngine& engine, const Clock& clock,
                                              const StoreOptions& options) {
  auto store = std::make_unique<LocalStore>(engine, clock, options);
  TRY(store->start());
  return std::unique_ptr<Store>(std::move(store));
}

LocalStore::LocalStore(engine::StorageEngine& engine, const Clock& clock, const StoreOptions& options)
    : engine_(engine),
      clock_(clock),
      options_(options),
      hybrid_clock_(clock),
      usages_(options.max_tables_shown),
      items_(engine),
      change_log_(engine, clock, options.change_log_retention),
      tokens_(engine, clock),
      writers_(engine, clock, hybrid_clock_, tokens_, options),
      change_seal_(engine, hybrid_clock_, writers_),
      catalog_(engine, writers_, hybrid_clock_, usages_, options.shards_per_table),
      index_keeper_(engine, writers_, catalog_) {
  CHECK(options.shards_per_table > 0 && options.max_group_writes > 0 && options.max_queued_writes > 0);
}

LocalStore::~LocalStore() { drain(); }

ApiResult<void> LocalStore::start() {
  TRY(change_seal_.load());
  TRY(catalog_.load());
  catalog_.on_index_work([this] { index_keeper_.wake(); });
  index_keeper_.start();
  if (options_.maintenance_interval.count() > 0) maintenance_ = std::thread([this] { run_maintenance(); });
  return {};
}

void LocalStore::run_maintenance() {
  name_this_thread("maintenance");
  std::unique_lock lock(stop_mutex_);
  while (!stop_changed_.wait_for(lock, options_.maintenance_interval, [this] { return stop_; })) {
    lock.unlock();
    (void)maintain();  // a failure is logged where it arises; the next round tries again
    lock.lock();
  }
}

ApiResult<void> LocalStore::maintain() {
  TRY(tokens_.trim());
  const uint64_t below = change_log_.horizon();
  // Shared so that tables may come and go meanwhile. A table whose stream was turned off keeps its records until then.
  const auto tables = catalog_.tables();
  uint64_t shards_with_records = 0;
  for (const TableSet::Entry& entry : tables->entries()) {
    for (const ShardDefinition& shard : entry.table->definition().shards) {
      const engine::ShardId id{shard.id};
      const auto oldest = TRY(change_log_.oldest(*entry.table, id));
      shards_with_records += static_cast<uint64_t>(oldest.has_value());
      if (oldest.has_value() && *oldest < below) TRY(change_log_.trim(*entry.table, id, below));
    }
  }
  if (shards_with_records > 0) {
    log::info("change log trimmed", {{"shards", shards_with_records}, {"bytes", engine_.stats().log_bytes}});
  }
  return {};
}

void LocalStore::show_metrics(metrics::Page& page) const {
  writers_.show_metrics(page);
  const auto tables = catalog_.tables();
  size_t shards = 0;
  for (const TableSet::Entry& entry : tables->entries()) shards += entry.table->definition().shards.size();
  page.gauge({"basalt_tables", "Tables there are."}, {}, static_cast<double>(tables->entries().size()));
  page.gauge({"basalt_shards", "Shards of tables."}, {}, static_cast<double>(shards));
}

ApiResult<std::unique_ptr<const StoreImage>> LocalStore::image(uint64_t max_bytes) {
  const std::lock_guard lock(restore_mutex_);
  return copy_rows(engine_, catalog_.lowest_space(), max_bytes);
}

ApiResult<void> LocalStore::restore(const StoreImage& image) {
  CHECK(!engine_.capabilities().shared_by_processes);
  // The keeper commits rows of indexes by itself, and they may be others now.
  const std::lock_guard lock(restore_mutex_);
  index_keeper_.stop();
  auto restored =
      catalog_.replace_all([&](SpaceId lowest) { return restore_rows(engine_, image, lowest, hybrid_clock_.next()); });
  index_keeper_.start();
  return restored;
}

void LocalStore::drain() {
  {
    const std::lock_guard lock(stop_mutex_);
    stop_ = true;
  }
  stop_changed_.notify_all();
  if (maintenance_.joinable()) maintenance_.join();
  index_keeper_.stop();
  writers_.drain();
}

}  // namespace basalt::store
