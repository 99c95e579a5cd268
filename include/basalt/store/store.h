// Store: tables and items over a storage engine. The one door from operations to everything that lasts.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/base/queue_delay.h"
#include "basalt/base/refusals.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/catalog.h"
#include "basalt/store/change_log.h"
#include "basalt/store/item_reader.h"
#include "basalt/store/space_gate.h"
#include "basalt/store/table_usage.h"
#include "basalt/store/transaction.h"
#include "basalt/store/write_plan.h"

namespace basalt::store {

struct StoreOptions {
  unsigned writer_threads = 0;               // 0: one for four usable cores (docs/decisions/0003-shard-writer.md)
  unsigned shards_per_table = 4;             // of new tables
  size_t max_queued_writes = 16384;          // per writer thread; more are refused with ThrottlingException
  QueueWaits queue_waits = {};               // how long a write may wait for its writer, likewise
  size_t max_group_bytes = size_t{4} << 20;  // of old and new item bytes in one commit, exceeded by at most one write
  size_t max_group_writes = 1024;
  size_t max_tables_shown = 200;                            // by name, in metrics; those beyond are counted together
  uint64_t max_item_collection_bytes = uint64_t{10} << 30;  // of tables with local secondary indexes; 0: no limit
  std::chrono::seconds change_log_retention{24 * 3600};
  std::chrono::seconds maintenance_interval{600};  // 0: nothing runs unless maintain() is called
  // Both may be null, and outlive the store.
  const SpaceGate* space = nullptr;  // null: there is always enough
  Refusals* refusals = nullptr;      // where refused writes are counted
};

class StoreImage;

class Store {
 public:
  // The engine and the clock must outlive the store. Reads the catalog; starts the writer threads.
  static ApiResult<std::unique_ptr<Store>> open(engine::StorageEngine& engine, const Clock& clock,
                                                const StoreOptions& options);
  virtual ~Store() = default;

  virtual Catalog& catalog() = 0;
  virtual const ItemReader& items() const = 0;
  virtual const ChangeLog& change_log() const = 0;
  virtual engine::StorageEngine& engine() = 0;

  // Queues the write with its shard's writer and returns. Any thread; never blocks. A full queue calls done with
  // ThrottlingException at once, on the calling thread.
  virtual void submit(ItemWrite write) = 0;
  // The same for many, each for itself: those of one writer share a group where they can.
  virtual void submit(std::vector<ItemWrite> writes) = 0;
  // The same for a transaction.
  virtual void submit(Transaction transaction) = 0;

  // Keeps what grows by itself bounded: trims the change log to its retention. The store calls it every
  // maintenance_interval from a thread of its own; tests and tools may call it at any time. Waits for the disk.
  virtual ApiResult<void> maintain() = 0;

  // The store's hybrid time: greater than the sequence of every change made so far, less than that of any later one.
  virtual uint64_t hybrid_now() = 0;
  // Makes sure that the change log has every record with a sequence below `below` that it will ever have, across
  // restarts and steps of the clock too. below is at most hybrid_now(). Costs a commit the first time, nothing again.
  virtual ApiResult<void> seal_change_log(uint64_t below) = 0;

  // What is counted of each table.
  virtual const TableUsages& usages() const = 0;
  // Queues, commits, tables. Looks at every table there is, but reads nothing.
  virtual void show_metrics(metrics::Page& page) const = 0;

  // A copy in memory of all tables and what belongs to them, as of one moment; null when it has more than max_bytes.
  virtual ApiResult<std::unique_ptr<const StoreImage>> image(uint64_t max_bytes) = 0;
  // Brings back what the image shows, in one commit; what it does not show is gone, so an empty image empties the
  // store. No write is under way meanwhile: those before it are over, those behind it meet the tables that come back,
  // or find none. The hybrid time goes on, and ids are not given twice. Not for a store that several processes share.
  virtual ApiResult<void> restore(const StoreImage& image) = 0;

  // Answers everything queued, then stops the writers. A later submit is answered with ServiceUnavailable. The
  // destructor drains.
  virtual void drain() = 0;
};

}  // namespace basalt::store
