#include "store/index_keeper.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "basalt/base/fault_point.h"
#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "basalt/store/time_to_live.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"
#include "store/expiry_fill.h"
#include "store/index_fill.h"
#include "store/table_eraser.h"

namespace basalt::store {
namespace {

// After an error: the engine may recover, and a table may be gone meanwhile.
constexpr std::chrono::seconds kRetryAfter{1};

bool has_work(const GlobalIndex& index) {
  return index.status == IndexStatus::kCreating || index.status == IndexStatus::kDeleting;
}

GlobalIndex* find_index(TableDefinition& definition, SpaceId space) {
  const auto found = std::find_if(definition.global_indexes.begin(), definition.global_indexes.end(),
                                  [&](const GlobalIndex& index) { return index.space == space; });
  return found == definition.global_indexes.end() ? nullptr : &*found;
}

// A table or an index that is gone needs nothing more.
template <class T>
ApiResult<void> unless_gone(const ApiResult<T>& edited) {
  if (edited.ok() || edited.error().name() == "ResourceNotFoundException") return {};
  return Failure{edited.error()};
}

}  // namespace

bool has_index_work(const TableDefinition& definition) {
  const auto& time_to_live = definition.time_to_live;
  if (time_to_live && time_to_live->status != TimeToLiveStatus::kEnabled) return true;
  return std::any_of(definition.global_indexes.begin(), definition.global_indexes.end(), has_work);
}

void IndexKeeper::start() {
  stop_ = false;
  woken_ = true;  // there may be work that nobody has told of
  thread_ = std::thread([this] { run(); });
}

void IndexKeeper::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void IndexKeeper::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool IndexKeeper::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return woken_ || stop_; });
  woken_ = false;
  return !stop_;
}

void IndexKeeper::run() {
  name_this_thread("index-keeper");
  while (wait()) {
    if (writers_.short_of_space()) {
      rest(kRetryAfter);
      continue;
    }
    const auto began = std::chrono::steady_clock::now();
    const auto worked = work();
    if (worked.ok()) {
      // Half of the time is the clients'.
      if (*worked) rest(std::chrono::steady_clock::now() - began);
      continue;
    }
    log::error("an index could not be filled or erased", {{"reason", worked.error().message()}});
    rest(kRetryAfter);
  }
}

void IndexKeeper::rest(std::chrono::nanoseconds duration) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, duration, [this] { return stop_; });
  woken_ = true;
}

ApiResult<bool> IndexKeeper::work() {
  const auto tables = catalog_.select(has_index_work);
  for (const TableRef& table : tables) {
    for (const GlobalIndex& index : table->definition().global_indexes) {
      if (index.status == IndexStatus::kCreating)
        TRY(index.backfilling ? fill_step(table, index) : begin(*table, index));
      if (index.status == IndexStatus::kDeleting) TRY(remove(*table, index));
    }
    TRY(settle_time_to_live(table));
  }
  return !tables.empty();
}

ApiResult<void> IndexKeeper::begin(const Table& table, const GlobalIndex& index) {
  return unless_gone(catalog_.edit(table, [&](const Table&, TableDefinition& definition) -> ApiResult<void> {
    GlobalIndex* newest = find_index(definition, index.space);
    if (newest == nullptr) return Failure{ApiError::requested_resource_not_found()};
    newest->backfilling = newest->status == IndexStatus::kCreating;
    return {};
  }));
}

ApiResult<bool> IndexKeeper::fill_every_shard(const Table& table, const FillOf& fill_of) {
  // One after the other, so that a write never waits for more than one.
  bool more = false;
  const auto& shards = table.definition().shards;
  for (size_t i = 0; i < shards.size(); ++i) {
    std::unique_ptr<FillStep> fill = fill_of(i);
    auto step = fill->result();
    writers_.submit(engine::ShardId{shards[i].id}, std::move(fill));
    more |= TRY(step.get());
  }
  return more;
}

ApiResult<void> IndexKeeper::fill_step(const TableRef& table, const GlobalIndex& index) {
  const bool more = TRY(fill_every_shard(
      *table, [&](size_t shard) { return std::make_unique<IndexFill>(engine_, table, index.space, shard); }));
  return more ? ApiResult<void>() : activate(*table, index.space);
}

ApiResult<void> IndexKeeper::settle_time_to_live(const TableRef& table) {
  const auto& settings = table->definition().time_to_live;
  if (!settings || settings->status == TimeToLiveStatus::kEnabled) return {};
  if (settings->status == TimeToLiveStatus::kDisabling) {
    writers_.wait_for_running_groups();  // as in remove
    return unless_gone(finish_disabling(engine_, catalog_, *table));
  }
  const bool more =
      TRY(fill_every_shard(*table, [&](size_t shard) { return std::make_unique<ExpiryFill>(engine_, table, shard); }));
  return more ? ApiResult<void>() : unless_gone(finish_enabling(engine_, catalog_, *table));
}

ApiResult<void> IndexKeeper::activate(const Table& table, SpaceId space) {
  TRY(unless_gone(catalog_.edit(table, [&](const Table&, TableDefinition& definition) -> ApiResult<void> {
    GlobalIndex* index = find_index(definition, space);
    if (index == nullptr || index->status != IndexStatus::kCreating) {
      return Failure{ApiError::requested_resource_not_found()};
    }
    index->status = IndexStatus::kActive;
    index->backfilling = false;
    return {};
  })));
  FAULT_POINT("index.after_activation");
  std::vector<engine::Batch> batches;
  for (const ShardDefinition& shard : table.definition().shards) {
    batches.emplace_back(engine::ShardId{shard.id})
        .erase(engine::KeySpace::kMeta, fill_row(space, engine::ShardId{shard.id}));
  }
  return to_api_result(engine_.commit(batches));
}

// The rows first: should it end in between, the index is still there to be deleted. No write keeps it any more, once
// those are over that began before it was DELETING; one of them would leave a row behind the erasure.
ApiResult<void> IndexKeeper::remove(const Table& table, const GlobalIndex& index) {
  writers_.wait_for_running_groups();
  FAULT_POINT("index.before_erase");
  auto batches = TRY(to_api_result(erase_index_rows(engine_, table, index.space)));
  TRY(to_api_result(engine_.commit(batches)));
  FAULT_POINT("index.after_erase");
  return unless_gone(catalog_.edit(table, [&](const Table&, TableDefinition& definition) -> ApiResult<void> {
    std::erase_if(definition.global_indexes, [&](const GlobalIndex& other) { return other.space == index.space; });
    return {};
  }));
}

}  // namespace basalt::store
