// DurableCatalog: the Catalog over an engine. A change goes: rows committed, then the new TableSet published, then
// the shard writers' running groups awaited, so that what follows the change sees it everywhere.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/store/catalog.h"
#include "basalt/store/table_usage.h"
#include "store/catalog_rows.h"
#include "store/shard_writers.h"
#include "store/table_set.h"

namespace basalt::store {

class DurableCatalog final : public Catalog {
 public:
  // All must outlive the catalog. shards_per_table is for new tables.
  DurableCatalog(engine::StorageEngine& engine, ShardWriters& writers, HybridClock& hybrid_clock, TableUsages& usages,
                 unsigned shards_per_table)
      : engine_(engine),
        writers_(writers),
        hybrid_clock_(hybrid_clock),
        usages_(usages),
        shards_per_table_(shards_per_table) {}

  // Reads what is stored, before any other call. The hybrid clock continues above the newest stored timestamp.
  ApiResult<void> load();
  // Commits what change puts in the place of all rows but the catalog's own, while no write is under way, and reads the
  // tables anew. Writes behind it meet the tables that were there before if they are there again. No row in a space
  // below lowest is there before.
  using Replacement = std::function<ApiResult<void>(SpaceId lowest)>;
  ApiResult<void> replace_all(const Replacement& change);
  // What to call when an index begins to be CREATING or DELETING; before the first change.
  void on_index_work(std::function<void()> wake) { index_work_ = std::move(wake); }
  std::shared_ptr<const TableSet> tables() const;
  // No table or index has rows in a space below it.
  SpaceId lowest_space() const;

  TableRef find(std::string_view scope, std::string_view name) const override;
  Names list(std::string_view scope, std::string_view after, size_t limit) const override;
  size_t table_count(std::string_view scope) const override;
  std::vector<TableRef> select(const Wanted& wanted) const override;
  ApiResult<TableRef> create(TableDefinition definition) override;
  ApiResult<TableRef> update(TableDefinition definition) override;
  ApiResult<TableRef> edit(const Table& table, const Edit& edit) override;
  ApiResult<void> remove(const Table& table) override;

 private:
  const TableSet& current() const;
  void publish(std::shared_ptr<const TableSet> tables);
  ApiResult<void> load_tables();
  void hand_over(const TableSet& before);
  ApiResult<TableRef> load_table(std::string_view document);
  ApiResult<void> load_figures(const std::vector<TableRef>& tables);
  ApiResult<void> end_streams_of(const std::vector<TableRef>& tables);
  ApiResult<TableRef> find_same(const TableDefinition& definition) const;
  ApiResult<TableRef> replace(const TableRef& before, TableDefinition definition);
  void allocate_index_spaces(TableDefinition& definition);
  ApiResult<TableRef> store_table(TableDefinition definition, std::shared_ptr<TableState> state);
  ApiResult<void> commit(std::span<const engine::Batch> batches);
  std::shared_ptr<TableState> new_state(const TableDefinition& definition);

  engine::StorageEngine& engine_;
  ShardWriters& writers_;
  HybridClock& hybrid_clock_;
  TableUsages& usages_;
  const unsigned shards_per_table_;
  std::function<void()> index_work_;

  std::mutex change_mutex_;  // held through a change; guards the three below
  NextIds next_ids_;
  uint64_t next_revision_ = 1;
  std::map<SpaceId, std::shared_ptr<TableUsage>> shown_;  // of every table, by its space

  mutable std::mutex publish_mutex_;  // guards tables_
  std::shared_ptr<const TableSet> tables_ = std::make_shared<const TableSet>();
  std::atomic<uint64_t> generation_{0};
};

}  // namespace basalt::store
