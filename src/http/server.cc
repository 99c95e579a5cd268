#include "basalt/http/server.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "basalt/base/descriptors.h"
#include "basalt/base/thread.h"
#include "http/io_loop.h"
#include "http/listener.h"

namespace basalt::http {
namespace {

constexpr std::chrono::milliseconds kDrainPoll{2};

class AsioServer final : public Server {
 public:
  AsioServer(const ServerOptions& options, RequestHandler& handler, WorkerPool& pool, const Clock& clock)
      : options_(options),
        own_memory_(options.max_request_bytes_in_flight),
        admission_(options.max_concurrent_requests, options.memory != nullptr ? *options.memory : own_memory_),
        pipeline_({options.max_body_bytes, options.cors_origins, options.scope_per_account, options.admin != nullptr,
                   static_cast<bool>(options.metrics_page)},
                  handler, admission_),
        meter_(handler, options.slow_request),
        listener_(loops_, options.max_connections, options.refusals) {
    const Shared shared{options_, handler, pool, clock, admission_, pipeline_, meter_};
    const unsigned threads = options.io_threads > 0 ? options.io_threads : usable_cores();
    for (unsigned i = 0; i < threads; ++i) loops_.push_back(std::make_unique<IoLoop>(shared, i));
  }

  ~AsioServer() override {
    for (auto& loop : loops_) loop->stop();
  }

  Result<void, std::string> open() {
    TRY(listener_.open(options_.host, options_.port));
    listener_.start();
    for (auto& loop : loops_) loop->start();
    return {};
  }

  uint16_t port() const override { return listener_.port(); }

  size_t connection_count() const override {
    size_t count = 0;
    for (const auto& loop : loops_) count += loop->connection_count();
    return count;
  }

  void show_metrics(metrics::Page& page) const override {
    meter_.show(page);
    page.gauge({"basalt_http_connections", "Connections that are open."}, {}, static_cast<double>(connection_count()));
    page.gauge({"basalt_http_requests_in_flight", "Requests being worked on."}, {},
               static_cast<double>(admission_.requests()));
  }

  bool drain(std::chrono::milliseconds timeout) override {
    if (std::exchange(drained_, true)) return connection_count() == 0;
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    listener_.close();
    for (auto& loop : loops_) loop->begin_drain();
    while (connection_count() > 0 && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(kDrainPoll);
    }
    const bool clean = connection_count() == 0;
    for (auto& loop : loops_) loop->stop();
    return clean;
  }

 private:
  const ServerOptions options_;
  bool drained_ = false;
  MemoryBudget own_memory_;
  Admission admission_;
  Pipeline pipeline_;
  RequestMeter meter_;
  std::vector<std::unique_ptr<IoLoop>> loops_;
  Listener listener_;  // its sockets belong to the first loop
};

}  // namespace

Result<std::unique_ptr<Server>, std::string> Server::start(const ServerOptions& options, RequestHandler& handler,
                                                           WorkerPool& pool, const Clock& clock) {
  ServerOptions resolved = options;
  if (resolved.max_connections == 0) resolved.max_connections = share_descriptors().connections;
  auto server = std::make_unique<AsioServer>(resolved, handler, pool, clock);
  TRY(server->open());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace basalt::http
