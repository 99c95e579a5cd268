// Store: tables and items over a storage engine. The one door from operations to everything that lasts.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/catalog.h"
#include "basalt/store/item_reader.h"
#include "basalt/store/write_plan.h"

namespace basalt::store {

struct StoreOptions {
  unsigned writer_threads = 0;               // 0: one per usable core
  unsigned shards_per_table = 4;             // of new tables
  size_t max_queued_writes = 16384;          // per writer thread; more are refused with ThrottlingException
  size_t max_group_bytes = size_t{4} << 20;  // of item bytes in one commit
  size_t max_group_writes = 1024;
};

class Store {
 public:
  // The engine and the clock must outlive the store. Reads the catalog; starts the writer threads.
  static ApiResult<std::unique_ptr<Store>> open(engine::StorageEngine& engine, const Clock& clock,
                                                const StoreOptions& options);
  virtual ~Store() = default;

  virtual Catalog& catalog() = 0;
  virtual const ItemReader& items() const = 0;
  virtual engine::StorageEngine& engine() = 0;

  // Queues the write with its shard's writer and returns. Any thread; never blocks. A full queue calls done with
  // ThrottlingException at once, on the calling thread.
  virtual void submit(ItemWrite write) = 0;

  // Answers everything queued, then stops the writers. No submit may follow.
  virtual void drain() = 0;
};

}  // namespace basalt::store
