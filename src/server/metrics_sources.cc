#include "server/metrics_sources.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

namespace basalt::server {
namespace {

using metrics::Family;
using metrics::Labels;

double number(uint64_t value) { return static_cast<double>(value); }

void show_space(const std::string& data_dir, metrics::Page& page) {
  std::error_code error;
  const auto space = std::filesystem::space(data_dir, error);
  if (error) return;
  page.gauge({"basalt_disk_free_bytes", "Free space where the data directory is."}, {}, number(space.available));
  page.gauge({"basalt_disk_size_bytes", "Size of the file system where the data directory is."}, {},
             number(space.capacity));
}

// Of a table ("" as the index) or an index. Tables of one name in several scopes are shown as one.
struct Capacity {
  double provisioned_read = 0;
  double provisioned_write = 0;
  double items = 0;
  double bytes = 0;
  // Of an index alone.
  uint64_t half_read_units = 0;
  uint64_t write_units = 0;
  uint64_t fill_write_units = 0;
  std::optional<double> fill_progress;
};
using Capacities = std::map<std::pair<std::string, std::string>, Capacity>;

void add(const store::TableCounters& counters, Capacity& to) {
  to.items += static_cast<double>(counters.items.load());
  to.bytes += static_cast<double>(counters.bytes.load());
}

void add(const store::Throughput& throughput, Capacity& to) {
  to.provisioned_read += static_cast<double>(throughput.read_units);
  to.provisioned_write += static_cast<double>(throughput.write_units);
}

void add_index(const store::Table& table, const store::GlobalIndex& index, Capacities& capacities) {
  const store::IndexLayout* layout = table.index(index.name);
  if (layout == nullptr) return;
  Capacity& capacity = capacities[{table.name(), index.name}];
  const store::IndexUsage& usage = store::usage_of(*layout);
  capacity.half_read_units += usage.half_read_units.value();
  capacity.write_units += usage.write_units.value();
  capacity.fill_write_units += usage.fill_write_units.value();
  add(layout->counters(), capacity);
  if (table.definition().billing_mode == store::BillingMode::kProvisioned) add(index.throughput, capacity);
  if (index.status != store::IndexStatus::kCreating) return;
  const auto items = static_cast<double>(std::max<int64_t>(1, table.counters().items.load()));
  capacity.fill_progress = std::min(100.0, 100.0 * static_cast<double>(layout->counters().items.load()) / items);
}

void show_index(const Labels& labels, const Capacity& capacity, metrics::Page& page) {
  constexpr double kHalf = 0.5;
  page.counter({"aws_dynamodb_consumed_read_capacity_units_total", "Read capacity units consumed.", kHalf}, labels,
               number(capacity.half_read_units));
  page.counter({"aws_dynamodb_consumed_write_capacity_units_total", "Write capacity units consumed."}, labels,
               number(capacity.write_units));
  page.counter({"aws_dynamodb_online_index_consumed_write_capacity_total",
                "Write capacity units consumed by filling an index that came after its table."},
               labels, number(capacity.fill_write_units));
  if (!capacity.fill_progress) return;
  page.gauge({"aws_dynamodb_online_index_percentage_progress", "How much of a new index has been filled, in percent."},
             labels, *capacity.fill_progress);
}

}  // namespace

void show_engine(engine::StorageEngine& engine, const std::string& data_dir, metrics::Page& page) {
  const engine::EngineStats stats = engine.stats();
  const engine::EngineFigures figures = engine.figures();
  const auto gauge = [&](std::string_view name, std::string_view help, double value) {
    page.gauge({name, help}, {}, value);
  };
  gauge("basalt_live_data_bytes", "Data there is, an estimate.", number(stats.live_data_bytes));
  gauge("basalt_change_log_bytes", "Of it, records of streams, an estimate.", number(stats.log_bytes));
  gauge("basalt_engine_memory_bytes", "Caches and write buffers.", number(stats.memory_bytes));
  gauge("basalt_pending_compaction_bytes", "Data that compaction has to rewrite, an estimate.",
        number(stats.pending_compaction_bytes));
  gauge("basalt_read_only", "1 when nothing can be written until a restart.", stats.read_only ? 1 : 0);
  gauge("basalt_block_cache_bytes", "Memory that the block cache holds.", number(figures.block_cache_bytes));
  gauge("basalt_block_cache_capacity_bytes", "Memory that the block cache may hold.",
        number(figures.block_cache_capacity_bytes));
  page.counter({"basalt_cache_misses_total", "Reads that memory could not answer and that moved to a worker thread."},
               {}, number(figures.cache_misses));
  gauge("basalt_read_cache_bytes", "Memory that items and pages read before hold.", number(figures.read_cache_bytes));
  page.counter({"basalt_read_cache_hits_total", "Items and pages that were answered from what was read before."}, {},
               number(figures.read_cache_hits));
  page.counter({"basalt_read_cache_misses_total", "Items and pages that were not, or not any more."}, {},
               number(figures.read_cache_misses));
  gauge("basalt_memtable_bytes", "Writes not yet sorted into files.", number(figures.memtable_bytes));
  gauge("basalt_table_file_bytes", "Size of the sorted files.", number(figures.table_bytes));
  gauge("basalt_wal_bytes", "Size of the write-ahead log.", number(figures.wal_bytes));
  gauge("basalt_level0_files", "Sorted files that compaction has not looked at.", number(figures.level0_files));
  gauge("basalt_running_compactions", "Compactions at work.", number(figures.running_compactions));
  gauge("basalt_delayed_write_bytes_per_second", "What the engine slows writes down to; 0: it does not.",
        number(figures.delayed_write_bytes_per_second));
  gauge("basalt_writes_stopped", "1 when the engine has stopped writes to catch up.", figures.writes_stopped ? 1 : 0);
  if (!data_dir.empty()) show_space(data_dir, page);
}

void show_tables(store::Store& store, metrics::Page& page) {
  Capacities capacities;
  for (const store::TableRef& table : store.catalog().select([](const auto&) { return true; })) {
    // Those that are counted together have no figures of their own.
    if (store::usage_of(*table).name() != table->name()) continue;
    Capacity& capacity = capacities[{table->name(), ""}];
    add(table->counters(), capacity);
    if (table->definition().billing_mode == store::BillingMode::kProvisioned) {
      add(table->definition().throughput, capacity);
    }
    for (const store::GlobalIndex& index : table->definition().global_indexes) add_index(*table, index, capacities);
  }
  for (const auto& [names, capacity] : capacities) {
    const Labels labels{{"table_name", names.first}, {"global_secondary_index_name", names.second}};
    page.gauge({"aws_dynamodb_provisioned_read_capacity_units", "Provisioned read capacity units; 0: on demand."},
               labels, capacity.provisioned_read);
    page.gauge({"aws_dynamodb_provisioned_write_capacity_units", "Provisioned write capacity units; 0: on demand."},
               labels, capacity.provisioned_write);
    page.gauge({"basalt_items", "Items of a table, or entries of an index."}, labels, capacity.items);
    page.gauge({"basalt_item_bytes", "Their size as DynamoDB counts it."}, labels, capacity.bytes);
    if (!names.second.empty()) show_index(labels, capacity, page);
  }
}

void show_sweeper(const jobs::TtlSweeper& sweeper, metrics::Page& page) {
  const jobs::TtlSweeper::Stats stats = sweeper.stats();
  const uint64_t ended = stats.deleted + stats.kept + stats.failed;
  page.gauge({"basalt_ttl_deletes_in_progress", "Deletes of expired items that are being written."}, {},
             number(stats.submitted > ended ? stats.submitted - ended : 0));
  page.counter({"basalt_ttl_deleted_items_total", "Items deleted because they had expired."}, {},
               number(stats.deleted));
  page.counter({"basalt_ttl_failed_deletes_total", "Deletes of expired items that failed and are tried again."}, {},
               number(stats.failed));
}

void show_refusals(const Refusals& refusals, metrics::Page& page) {
  for (size_t i = 0; i < kRefusalReasons; ++i) {
    const auto reason = static_cast<RefusalReason>(i);
    page.counter({"basalt_refused_total", "What was refused because there was too much to do."},
                 {{"reason", std::string(refusal_name(reason))}}, number(refusals.counted(reason)));
  }
}

void show_build(metrics::Page& page) {
  page.gauge({"basalt_build_info", "Always 1; the version is a label."}, {{"version", BASALT_VERSION}}, 1);
}

}  // namespace basalt::server
