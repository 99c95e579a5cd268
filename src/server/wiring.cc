#include "server/wiring.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#include "basalt/base/adjustable_clock.h"
#include "basalt/base/descriptors.h"
#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "basalt/engine/read_cache.h"
#include "basalt/engine/rocksdb_engine.h"
#include "basalt/http/server.h"
#include "basalt/jobs/ttl_sweeper.h"
#include "basalt/store/store.h"
#include "basalt/wire/call_metrics.h"
#include "basalt/wire/dispatcher.h"
#include "basalt/wire/fault_rules.h"
#include "server/admin_clock.h"
#include "server/admin_faults.h"
#include "server/admin_insights.h"
#include "server/admin_reset.h"
#include "server/admin_router.h"
#include "server/admin_seed.h"
#include "server/admin_snapshots.h"
#include "server/admin_verification.h"
#include "server/metrics_sources.h"
#include "server/pressure.h"
#include "server/process_metrics.h"

namespace basalt::server {
namespace {

constexpr unsigned kWorkersPerCore = 2;
constexpr uint64_t kBytesPerMb = uint64_t{1} << 20;

engine::RocksdbOptions engine_options(const Config& config, const MemoryPlan& memory) {
  return {
      .directory = config.data_dir,
      .in_memory = config.in_memory,
      .durability = config.durability,
      .sync_interval = std::chrono::milliseconds(config.sync_interval_ms),
      .block_cache_bytes = memory.block_cache_bytes,
      .write_buffer_bytes = memory.write_buffer_bytes,
  };
}

// Pages are larger than items, and cost more to read again.
engine::ReadCacheOptions read_cache_options(const MemoryPlan& memory) {
  return {.row_bytes = memory.read_cache_bytes / 3, .range_bytes = memory.read_cache_bytes / 3 * 2};
}

std::chrono::milliseconds max_wait(const Config& config) { return std::chrono::milliseconds(config.max_wait_ms); }

store::StoreOptions store_options(const Config& config, Pressure& pressure) {
  store::StoreOptions options;
  options.writer_threads = static_cast<unsigned>(config.writer_threads);
  options.shards_per_table = static_cast<unsigned>(config.shards_per_table);
  options.maintenance_interval = std::chrono::seconds(config.maintenance_seconds);
  options.queue_waits = QueueWaits::of_clients(max_wait(config));
  options.space = &pressure.space;
  options.refusals = &pressure.refusals;
  options.max_item_collection_bytes = config.item_collection_limit_mb * kBytesPerMb;
  options.max_tables_shown = config.metrics_tables;
  return options;
}

operations::Settings action_settings(const Config& config) {
  return {
      .transition_delay_ms = static_cast<int64_t>(config.transition_delay_ms),
      .scope_per_account = config.scope_per_account,
      .tables_per_account = config.tables_per_account,
      .stream_shard_seconds = static_cast<int64_t>(config.stream_shard_seconds),
  };
}

http::ServerOptions http_options(const Config& config, Pressure& pressure) {
  http::ServerOptions options;
  options.host = config.host;
  options.port = static_cast<uint16_t>(config.port);
  options.io_threads = static_cast<unsigned>(config.io_threads);
  options.max_concurrent_requests = config.max_concurrent_requests;
  options.max_connections = config.max_connections;
  options.memory = &pressure.memory;
  options.refusals = &pressure.refusals;
  options.queue_waits = QueueWaits::of_clients(max_wait(config));
  options.idle_timeout = std::chrono::milliseconds(config.idle_timeout_ms);
  options.header_timeout = std::chrono::milliseconds(config.header_timeout_ms);
  options.body_timeout = std::chrono::milliseconds(config.body_timeout_ms);
  options.write_timeout = std::chrono::milliseconds(config.write_timeout_ms);
  options.cors_origins = config.cors;
  options.scope_per_account = config.scope_per_account;
  options.slow_request = std::chrono::milliseconds(config.slow_request_ms);
  return options;
}

jobs::TtlSweeperOptions sweeper_options(const Config& config) {
  jobs::TtlSweeperOptions options;
  options.deletes_per_second = config.ttl_deletes_per_second;
  return options;
}

http::PoolGuards pool_guards(const Config& config, Pressure& pressure, const Clock& clock) {
  return {.clock = &clock,
          .memory = &pressure.memory,
          .refusals = &pressure.refusals,
          .waits = QueueWaits::of(max_wait(config))};
}

unsigned worker_threads(const Config& config) {
  return config.worker_threads > 0 ? static_cast<unsigned>(config.worker_threads) : kWorkersPerCore * usable_cores();
}

class DispatchingHandler final : public http::RequestHandler {
 public:
  DispatchingHandler(const wire::Dispatcher& dispatcher, engine::StorageEngine& engine, const store::SpaceGate& space)
      : dispatcher_(dispatcher), engine_(engine), space_(space) {}

  void handle(wire::Call call, wire::IoThread& io, wire::Done done) override {
    dispatcher_.handle(std::move(call), io, std::move(done));
  }

  void answered(const wire::AnsweredCall& call) override { metrics_.count(call); }
  const wire::CallMetrics& metrics() const { return metrics_; }

  Health health() override {
    engine::EngineStats stats = engine_.stats();
    return {!stats.read_only, std::move(stats.read_only_reason), !space_.allows_puts()};
  }

 private:
  const wire::Dispatcher& dispatcher_;
  engine::StorageEngine& engine_;
  const store::SpaceGate& space_;
  wire::CallMetrics metrics_;
};

// The time, injected faults, and who may ask for what is not DynamoDB's.
class Administration {
 public:
  Administration(const Config& config, const Clock& clock) : real_clock_(clock), adjustable_clock_(clock) {
    if (!config.admin) return;
    access_ = *config.admin;
    router_.add(clock_resource(adjustable_clock_));
    router_.add(faults_resource(faults_));
    on_ = true;
  }
  Administration(const Administration&) = delete;
  Administration& operator=(const Administration&) = delete;

  // What the whole server goes by.
  const Clock& clock() const { return on_ ? static_cast<const Clock&>(adjustable_clock_) : real_clock_; }
  // What is to go wrong on purpose; null: nothing ever.
  wire::FaultRules* faults() { return on_ ? &faults_ : nullptr; }
  // What acts on the store. Before the server listens; they must outlive it.
  void serve_store(store::Store& store, Seeder& seeder, Snapshots& snapshots) {
    if (!on_) return;
    router_.add(reset_resource(store, faults_, adjustable_clock_));
    router_.add(seed_resource(seeder));
    router_.add(snapshots_resource(snapshots));
    router_.add(insights_resource(store.catalog()));
  }
  // Before the server listens; what the resource is of must outlive it.
  void add(AdminResource resource) {
    if (on_) router_.add(std::move(resource));
  }
  void configure(http::ServerOptions& options) {
    options.admin = on_ ? &router_ : nullptr;
    options.admin_access = access_;
  }

 private:
  const Clock& real_clock_;
  AdjustableClock adjustable_clock_;
  wire::FaultRules faults_;
  AdminRouter router_;
  http::AdminAccess access_ = http::AdminAccess::kLoopback;
  bool on_ = false;
};

class WiredServer final : public RunningServer {
 public:
  WiredServer(const Config& config, std::unique_ptr<Pressure> pressure, std::unique_ptr<Administration> administration,
              std::unique_ptr<engine::StorageEngine> engine, std::unique_ptr<store::Store> store)
      : drain_timeout_(config.drain_timeout_ms),
        settings_(action_settings(config)),
        pressure_(std::move(pressure)),
        administration_(std::move(administration)),
        engine_(std::move(engine)),
        store_(std::move(store)),
        sweeper_(*store_, administration_->clock(), sweeper_options(config)),
        pool_(worker_threads(config), config.max_queued_work,
              pool_guards(config, *pressure_, administration_->clock())),
        dispatcher_(*store_, administration_->clock(), settings_, pool_, administration_->faults()),
        seeder_(*store_, administration_->clock(), settings_),
        snapshots_(*store_, administration_->clock()),
        verification_(*engine_),
        handler_(dispatcher_, *engine_, pressure_->space) {}

  Result<void, std::string> listen(const Config& config) {
    http::ServerOptions options = http_options(config, *pressure_);
    if (!config.seed.empty()) TRY(seeder_.seed_file(config.seed));
    administration_->serve_store(*store_, seeder_, snapshots_);
    administration_->add(verification_resource(verification_));
    administration_->configure(options);
    if (config.metrics) {
      show_metrics(config.in_memory ? std::string() : config.data_dir);
      options.metrics_page = [this] { return metrics_.page(); };
      options.metrics_access = *config.metrics;
    }
    http_ = TRY(http::Server::start(options, handler_, pool_, administration_->clock()));
    listening_.store(http_.get());
    sweeper_.start();
    pressure_->watch.start();
    return {};
  }

  uint16_t port() const override { return http_->port(); }

  Result<void, std::string> stop() override {
    if (!http_->drain(drain_timeout_)) log::warning("connections were cut after drain-timeout-ms");
    // What the cut connections asked for may still be at work; it answers into the void, but it is stored whole.
    pressure_->watch.stop();
    pool_.stop();
    verification_.stop();
    sweeper_.stop();
    store_->drain();
    auto synced = engine_->sync();
    if (!synced) return Failure{"the last writes could not be synced: " + synced.error().detail};
    return {};
  }

 private:
  // The page may be asked for from the moment that the server listens.
  void show_metrics(const std::string& data_dir) {
    metrics_.source([this, data_dir](metrics::Page& page) {
      show_build(page);
      show_process(page);
      show_engine(*engine_, data_dir, page);
      store_->show_metrics(page);
      show_tables(*store_, page);
      show_sweeper(sweeper_, page);
      pool_.show_metrics(page);
      show_refusals(pressure_->refusals, page);
      handler_.metrics().show(*store_, page);
      if (const http::Server* server = listening_.load()) server->show_metrics(page);
    });
  }

  const std::chrono::milliseconds drain_timeout_;
  metrics::Registry metrics_;
  const operations::Settings settings_;
  // Each uses only those above it. The HTTP server is destroyed first of all, after stop() ended every thread.
  const std::unique_ptr<Pressure> pressure_;
  const std::unique_ptr<Administration> administration_;
  std::unique_ptr<engine::StorageEngine> engine_;
  std::unique_ptr<store::Store> store_;
  jobs::TtlSweeper sweeper_;
  http::WorkerPool pool_;
  wire::Dispatcher dispatcher_;
  Seeder seeder_;
  Snapshots snapshots_;
  OnlineVerification verification_;
  DispatchingHandler handler_;
  std::unique_ptr<http::Server> http_;
  std::atomic<const http::Server*> listening_{nullptr};  // for the metrics page, which may come first
};

}  // namespace

Result<std::unique_ptr<RunningServer>, std::string> RunningServer::start(const Config& config, const Clock& clock) {
  raise_descriptor_limit();
  auto pressure = std::make_unique<Pressure>(config);
  auto opened = engine::open_rocksdb(engine_options(config, pressure->plan));
  if (!opened) return Failure{std::move(opened.error().detail)};
  auto engine = engine::cache_reads(std::move(*opened), read_cache_options(pressure->plan));
  auto administration = std::make_unique<Administration>(config, clock);
  auto store = store::Store::open(*engine, administration->clock(), store_options(config, *pressure));
  if (!store) return Failure{"the tables cannot be opened: " + store.error().message()};
  auto server = std::make_unique<WiredServer>(config, std::move(pressure), std::move(administration), std::move(engine),
                                              std::move(*store));
  TRY(server->listen(config));
  return std::unique_ptr<RunningServer>(std::move(server));
}

}  // namespace basalt::server
