// RequestMeter: what is counted of every answered request, and the log lines about it. One for all I/O threads.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "basalt/base/clock.h"
#include "basalt/base/metrics.h"
#include "basalt/http/request_handler.h"
#include "http/exchange.h"

namespace basalt::http {

class RequestMeter {
 public:
  // slow: requests that took longer are logged; 0: none are. The handler must outlive the meter.
  RequestMeter(RequestHandler& handler, std::chrono::milliseconds slow) : handler_(handler), slow_(slow) {}

  void accepted() { accepted_.add(); }
  // The request's answer is about to be handed to the socket.
  void answered(const Exchange& exchange, Microseconds now);
  void show(metrics::Page& page) const;

 private:
  void log_if_slow(const Exchange& exchange, Microseconds now);
  bool may_log_slow(Microseconds now);

  RequestHandler& handler_;
  const Microseconds slow_;
  metrics::BusyCounter accepted_;
  metrics::BusyCounter successes_;
  // Status codes by hundreds, but for 200 and 400.
  metrics::BusyCounter bad_requests_;
  std::array<metrics::Counter, 6> others_;
  metrics::BusyCounter received_bytes_;
  metrics::BusyCounter sent_bytes_;
  metrics::Counter slow_requests_;

  // Lines of the second at hand.
  std::atomic<int64_t> second_{0};
  std::atomic<uint32_t> lines_{0};
  std::atomic<uint64_t> unlogged_{0};  // since the last line
};

}  // namespace basalt::http
