// Server: HTTP/1.1 between the sockets and a RequestHandler (and, where there is one, an AdminHandler). Keep-alive,
// pipelining, limits, deadlines, draining.
//
//   socket -> Session (Beast parses) -> Admission -> pipeline (CORS, health, authentication, ...) -> RequestHandler
//
// One I/O thread per core, each with its own event loop; a connection stays on the thread it was given to.
// start(), drain() and the destructor belong to one thread (main). Destroy it after everything that may still answer a
// request (the pool, the store) has stopped.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/base/metrics.h"
#include "basalt/base/result.h"
#include "basalt/http/admin_handler.h"
#include "basalt/http/request_handler.h"
#include "basalt/http/worker_pool.h"

namespace basalt::http {

struct ServerOptions {
  // An address, or "localhost" for both loopback addresses (IPv6's only where the machine has it).
  std::string host = "localhost";
  uint16_t port = 8000;     // 0: any free one
  unsigned io_threads = 0;  // 0: one per usable core

  size_t max_connections = 0;  // more are told 503 and closed; 0: what the descriptors allow
  // Requests being worked on, and bytes of them and their answers, over all connections; more are answered with
  // ThrottlingException, and so are those that would wait too long (docs/decisions/0008-overload.md).
  size_t max_concurrent_requests = 20000;
  uint64_t max_request_bytes_in_flight = uint64_t{512} << 20;
  QueueWaits queue_waits = {};  // of an I/O thread
  // May be null, and outlive the server. memory takes the place of max_request_bytes_in_flight.
  MemoryBudget* memory = nullptr;
  Refusals* refusals = nullptr;
  uint64_t max_body_bytes = uint64_t{16} << 20;  // DynamoDB's limit, also after inflating
  uint32_t max_header_bytes = 64 << 10;

  std::chrono::milliseconds idle_timeout{120'000};  // between requests; longer than any SDK keeps a connection
  std::chrono::milliseconds header_timeout{10'000};
  // A body and an answer may take this long plus a second per 64 KiB.
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds write_timeout{30'000};

  // Origins that browsers may call from: "*", a list, or empty for none.
  std::vector<std::string> cors_origins{"*"};
  // Give each access key and Region its own tables.
  bool scope_per_account = false;

  AdminHandler* admin = nullptr;  // null: nothing is there
  AdminAccess admin_access = AdminAccess::kLoopback;

  // GET /metrics; called on the worker pool. Empty: nothing is there.
  std::function<std::string()> metrics_page = {};
  AdminAccess metrics_access = AdminAccess::kLoopback;
  std::chrono::milliseconds slow_request{0};  // requests that take longer are logged; 0: none are
};

class Server {
 public:
  // Listens and serves from here on. The handler, the pool and the clock must outlive the server; the error is a
  // sentence for the user ("127.0.0.1:8000 is in use ...").
  static Result<std::unique_ptr<Server>, std::string> start(const ServerOptions& options, RequestHandler& handler,
                                                            WorkerPool& pool, const Clock& clock);
  virtual ~Server() = default;

  // The port listened on, also when 0 was asked for.
  virtual uint16_t port() const = 0;
  virtual size_t connection_count() const = 0;
  // What is counted of connections and requests.
  virtual void show_metrics(metrics::Page& page) const = 0;

  // Stops accepting, answers what is in flight, closes every connection. False when connections were left at the
  // deadline; they are then cut. Once is enough. The server serves nothing afterwards; the I/O threads have ended.
  virtual bool drain(std::chrono::milliseconds timeout) = 0;
};

}  // namespace basalt::http
