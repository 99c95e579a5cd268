#include "store/durable_catalog.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "basalt/base/fault_point.h"
#include "basalt/base/log.h"
#include "basalt/keys/key_codec.h"
#include "store/engine_errors.h"
#include "store/index_keeper.h"
#include "store/shard_places.h"
#include "store/shown_usage.h"
#include "store/stream_bounds.h"
#include "store/table_definition_json.h"
#include "store/table_eraser.h"
#include "store/table_state.h"

namespace basalt::store {
namespace {

// Each thread keeps the TableSet it used last, so that a look-up costs one load and no shared write. Generations are
// given once in the process, which makes the cache safe with several catalogs.
struct CachedTables {
  uint64_t generation = 0;
  std::shared_ptr<const TableSet> tables;
};
thread_local CachedTables t_cached;

uint64_t new_generation() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

// Visits every row from begin on whose key starts with prefix: ApiResult<void> visit(key, value).
template <class Visit>
ApiResult<void> for_each_meta_row(engine::StorageEngine& engine, engine::ShardId shard, std::string_view prefix,
                                  std::string begin, Visit&& visit) {
  const std::string end = keys::prefix_end(prefix);
  engine::RowPage page;
  do {
    TRY(to_api_result(
        engine.scan({.shard = shard, .space = engine::KeySpace::kMeta, .begin = begin, .end = end}, {}, page)));
    for (size_t i = 0; i < page.size(); ++i) TRY(visit(page.key(i), page.value(i)));
    if (page.size() > 0) begin = std::string(page.key(page.size() - 1)) + '\0';
  } while (page.more());
  return {};
}

// Spaces are numbered in the order in which they come, those of a table's indexes after its own. What was erased lies
// below, and would cost whoever looks there.
SpaceId lowest_space_of(const std::vector<TableRef>& tables) {
  SpaceId lowest{UINT64_MAX};
  for (const TableRef& table : tables) lowest = std::min(lowest, table->definition().space);
  return lowest;
}

}  // namespace

ApiResult<void> DurableCatalog::load() {
  const std::lock_guard lock(change_mutex_);
  std::string ids;
  if (TRY(to_api_result(engine_.get({kCatalogShard, engine::KeySpace::kMeta, kIdsRow}, {}, ids)))) {
    next_ids_ = decode_ids(ids);
  }
  return load_tables();
}

ApiResult<void> DurableCatalog::load_tables() {
  // Kept until the end: tables that stay go on counting.
  const auto shown_before = std::exchange(shown_, {});
  std::vector<TableRef> tables;
  const auto load_row = [&](std::string_view, std::string_view document) -> ApiResult<void> {
    tables.push_back(TRY(load_table(document)));
    return {};
  };
  TRY(for_each_meta_row(engine_, kCatalogShard, kTablePrefix, std::string(kTablePrefix), load_row));
  TRY(load_figures(tables));
  publish(std::make_shared<const TableSet>(tables));
  return end_streams_of(tables);
}

ApiResult<void> DurableCatalog::replace_all(const Replacement& change) {
  const std::lock_guard lock(change_mutex_);
  const auto before = tables();
  const SpaceId lowest = lowest_space();
  ApiResult<void> replaced;
  const auto replace = [&]() -> ApiResult<void> {
    TRY(change(lowest));
    TRY(load_tables());
    hand_over(*before);
    return {};
  };
  if (!writers_.run_alone([&] { replaced = replace(); })) return Failure{ApiError::service_unavailable()};
  if (replaced.ok() && index_work_) index_work_();
  return replaced;
}

// Writes that have found their table before it was replaced go on with what is in its place.
void DurableCatalog::hand_over(const TableSet& before) {
  for (const TableSet::Entry& entry : before.entries()) {
    const TableDefinition& definition = entry.table->definition();
    const TableRef* now = current().find(definition.scope, definition.name);
    if (now != nullptr && (*now)->definition().table_id == definition.table_id) {
      entry.table->state().adopt(*now);
    } else {
      entry.table->state().close();
    }
  }
}

// A crash between the two commits of turning a stream off left it without an end.
ApiResult<void> DurableCatalog::end_streams_of(const std::vector<TableRef>& tables) {
  for (const TableRef& table : tables) {
    TableDefinition definition = table->definition();
    if (end_streams(definition, hybrid_clock_)) TRY(store_table(std::move(definition), table->shared_state()));
  }
  return {};
}

// The table is on the metrics page until it is removed.
std::shared_ptr<TableState> DurableCatalog::new_state(const TableDefinition& definition) {
  auto& shown = shown_[definition.space];
  shown = usages_.open(definition.name);
  return std::make_shared<TableState>(definition.shards.size(), counted_in(shown));
}

ApiResult<TableRef> DurableCatalog::load_table(std::string_view document) {
  auto definition = read_table_definition(document);
  if (!definition.ok()) {
    log::error("a table's definition cannot be read", {{"reason", definition.error()}});
    return Failure{ApiError::internal_server_error()};
  }
  hybrid_clock_.observe(newest_stream_bound(*definition));
  auto state = new_state(*definition);
  state->clock = &hybrid_clock_.clock();
  state->earliest_expiry = 0;  // unknown
  auto table = std::make_shared<const Table>(std::move(definition).value(), state, next_revision_++);
  state->adopt(table);
  return TableRef(std::move(table));
}

ApiResult<void> DurableCatalog::load_figures(const std::vector<TableRef>& tables) {
  const ShardPlaces places(tables);
  const SpaceId lowest = lowest_space_of(tables);
  const auto load_tally = [&](std::string_view row, std::string_view bytes) -> ApiResult<void> {
    const ShardPlaces::Place place = places.find(shard_of_row(row));
    if (place.tally == nullptr) return {};
    settle(*place.tally, decode_tally(bytes), *place.counters);
    hybrid_clock_.observe(place.tally->committed.newest_timestamp);
    return {};
  };
  TRY(for_each_meta_row(engine_, kCatalogShard, kTallyPrefix, tally_row(lowest, engine::ShardId{0}), load_tally));
  const auto load_fill = [&](std::string_view row, std::string_view filled_below) -> ApiResult<void> {
    const ShardPlaces::Place place = places.find(shard_of_row(row));
    if (place.index_shard == nullptr || !place.index_shard->filled_below) return {};
    place.index_shard->filled_below = filled_below;
    return {};
  };
  return for_each_meta_row(engine_, kCatalogShard, kFillPrefix, fill_row(lowest, engine::ShardId{0}), load_fill);
}

const TableSet& DurableCatalog::current() const {
  if (t_cached.generation != generation_.load(std::memory_order_acquire)) [[unlikely]] {
    const std::lock_guard lock(publish_mutex_);
    t_cached = {generation_.load(std::memory_order_relaxed), tables_};
  }
  return *t_cached.tables;
}

void DurableCatalog::publish(std::shared_ptr<const TableSet> tables) {
  const std::lock_guard lock(publish_mutex_);
  tables_ = std::move(tables);
  generation_.store(new_generation(), std::memory_order_release);
}

std::shared_ptr<const TableSet> DurableCatalog::tables() const {
  const std::lock_guard lock(publish_mutex_);
  return tables_;
}

SpaceId DurableCatalog::lowest_space() const {
  return lowest_space_of(select([](const TableDefinition&) { return true; }));
}

TableRef DurableCatalog::find(std::string_view scope, std::string_view name) const {
  const TableRef* table = current().find(scope, name);
  return table == nullptr ? nullptr : *table;
}

Catalog::Names DurableCatalog::list(std::string_view scope, std::string_view after, size_t limit) const {
  const TableSet& tables = current();
  const size_t end = tables.scope_end(scope);
  size_t at = tables.lower_bound(scope, after);
  if (at < end && tables.entries()[at].table->name() == after) ++at;
  Names names;
  for (; at < end && names.names.size() < limit; ++at) names.names.push_back(tables.entries()[at].table->name());
  names.more = at < end;
  return names;
}

size_t DurableCatalog::table_count(std::string_view scope) const {
  const TableSet& tables = current();
  return tables.scope_end(scope) - tables.lower_bound(scope, {});
}

std::vector<TableRef> DurableCatalog::select(const Wanted& wanted) const {
  std::vector<TableRef> selected;
  for (const TableSet::Entry& entry : current().entries()) {
    if (wanted(entry.table->definition())) selected.push_back(entry.table);
  }
  return selected;
}

ApiResult<TableRef> DurableCatalog::create(TableDefinition definition) {
  const std::lock_guard lock(change_mutex_);
  if (current().find(definition.scope, definition.name) != nullptr) {
    return Failure{ApiError::resource_in_use("Table already exists: " + definition.name)};
  }
  definition.space = SpaceId{next_ids_.space++};
  allocate_index_spaces(definition);
  definition.shards.clear();
  const uint64_t width = UINT64_MAX / shards_per_table_ + 1;  // 0 for a single shard, where it is not needed
  for (unsigned i = 0; i < shards_per_table_; ++i) definition.shards.push_back({next_ids_.shard++, i * width});
  begin_stream(definition, hybrid_clock_);
  auto state = new_state(definition);
  state->clock = &hybrid_clock_.clock();
  const SpaceId space = definition.space;
  auto created = store_table(std::move(definition), std::move(state));
  if (!created.ok()) shown_.erase(space);
  return created;
}

ApiResult<TableRef> DurableCatalog::update(TableDefinition definition) {
  const std::lock_guard lock(change_mutex_);
  const TableRef before = TRY(find_same(definition));
  return replace(before, std::move(definition));
}

ApiResult<TableRef> DurableCatalog::edit(const Table& table, const Edit& edit) {
  const std::lock_guard lock(change_mutex_);
  const TableRef before = TRY(find_same(table.definition()));
  TableDefinition definition = before->definition();
  TRY(edit(*before, definition));
  return replace(before, std::move(definition));
}

// The newest revision of the definition's table.
ApiResult<TableRef> DurableCatalog::find_same(const TableDefinition& definition) const {
  const TableRef* found = current().find(definition.scope, definition.name);
  if (found != nullptr && (*found)->definition().table_id == definition.table_id) return *found;
  return Failure{ApiError::table_not_found(definition.name)};
}

ApiResult<TableRef> DurableCatalog::replace(const TableRef& before, TableDefinition definition) {
  definition.space = before->definition().space;
  definition.shards = before->definition().shards;
  allocate_index_spaces(definition);
  begin_stream(definition, hybrid_clock_);
  TableRef after = TRY(store_table(std::move(definition), before->shared_state()));
  // A group that began under the old definition ends before the caller may rely on the new one.
  writers_.wait_for_running_groups();
  FAULT_POINT("catalog.before_stream_end");
  TableDefinition settled = after->definition();
  if (end_streams(settled, hybrid_clock_)) after = TRY(store_table(std::move(settled), before->shared_state()));
  return after;
}

ApiResult<void> DurableCatalog::remove(const Table& table) {
  const std::lock_guard lock(change_mutex_);
  const TableRef removed = TRY(find_same(table.definition()));
  // No write of the table begins after this, and those that had begun are over: nothing can add rows behind the
  // erasure.
  removed->state().close();
  writers_.wait_for_running_groups();
  FAULT_POINT("catalog.after_table_closed");
  const auto erase = [&]() -> ApiResult<void> {
    auto batches = TRY(to_api_result(erase_table_rows(engine_, *removed)));
    batches.emplace_back(kCatalogShard)
        .erase(engine::KeySpace::kMeta, table_row(table.definition().scope, table.name()));
    return commit(batches);
  };
  if (auto erased = erase(); !erased.ok()) {
    removed->state().adopt(removed);  // still there, and writable as before
    return erased;
  }
  FAULT_POINT("catalog.after_table_erased");
  publish(current().without(*removed));
  shown_.erase(removed->definition().space);
  return {};
}

void DurableCatalog::allocate_index_spaces(TableDefinition& definition) {
  const auto allocate = [this](auto& indexes) {
    for (auto& index : indexes) {
      if (index.space.value == 0) index.space = SpaceId{next_ids_.space++};
    }
  };
  allocate(definition.local_indexes);
  allocate(definition.global_indexes);
  auto& time_to_live = definition.time_to_live;
  if (time_to_live && time_to_live->space.value == 0) time_to_live->space = SpaceId{next_ids_.space++};
}

// Ids stay taken when the commit fails: whether it was applied may be unknown.
ApiResult<TableRef> DurableCatalog::store_table(TableDefinition definition, std::shared_ptr<TableState> state) {
  engine::Batch batch(kCatalogShard);
  batch.put(engine::KeySpace::kMeta, kIdsRow, encode_ids(next_ids_));
  batch.put(engine::KeySpace::kMeta, table_row(definition.scope, definition.name), write_table_definition(definition));
  TRY(commit({&batch, 1}));
  const auto table = std::make_shared<const Table>(std::move(definition), std::move(state), next_revision_++);
  table->state().adopt(table);
  publish(current().with(table));
  if (index_work_ && has_index_work(table->definition())) index_work_();
  return TableRef(table);
}

ApiResult<void> DurableCatalog::commit(std::span<const engine::Batch> batches) {
  FAULT_POINT("catalog.before_commit");
  TRY(to_api_result(engine_.commit(batches)));
  FAULT_POINT("catalog.after_commit");
  return {};
}

}  // namespace basalt::store
