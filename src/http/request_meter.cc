#include "http/request_meter.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "basalt/base/log.h"

namespace basalt::http {
namespace {

constexpr uint32_t kMaxSlowLinesPerSecond = 10;
constexpr size_t kMaxTraceBytes = 256;

double milliseconds(Microseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

std::string_view id_of(const Exchange& exchange) { return {exchange.id.data(), exchange.id.size()}; }

std::string_view action_of(const Exchange& exchange) {
  return wire::action_name(exchange.request.header(Header::kXAmzTarget));
}

// What the client calls the trace that the request is part of; X-Ray's name wins.
std::string_view trace_of(const Exchange& exchange) {
  const Request& request = exchange.request;
  const bool xray = request.has(Header::kXAmznTraceId);
  return request.header(xray ? Header::kXAmznTraceId : Header::kTraceparent).substr(0, kMaxTraceBytes);
}

std::string_view table_of(const Exchange& exchange) {
  const store::TableRef& table = exchange.summary.table;
  return table == nullptr ? std::string_view() : std::string_view(table->name());
}

void log_request(const Exchange& exchange, Microseconds took) {
  log::debug("request", {{"action", action_of(exchange)},
                         {"table", table_of(exchange)},
                         {"status", int64_t{exchange.response.status}},
                         {"error", std::string_view(exchange.error)},
                         {"duration_us", took.count()},
                         {"request_id", id_of(exchange)},
                         {"trace", trace_of(exchange)}});
}

}  // namespace

void RequestMeter::answered(const Exchange& exchange, Microseconds now) {
  const int status = exchange.response.status;
  if (status == 200) {
    successes_.add();
  } else if (status == 400) {
    bad_requests_.add();
  } else {
    others_[std::clamp<size_t>(static_cast<size_t>(status) / 100, 1, others_.size()) - 1].add();
  }
  received_bytes_.add(exchange.request.body_size());
  sent_bytes_.add(exchange.response.body.size());
  // What was refused before its head was understood took no time.
  const bool began = exchange.summary.started.count() > 0;
  const Microseconds took = began ? now - exchange.summary.started : Microseconds{0};
  if (exchange.is_call) handler_.answered({exchange.summary, status, exchange.error, took});
  if (log::enabled(log::Level::kDebug)) log_request(exchange, took);
  if (slow_.count() > 0 && took >= slow_) log_if_slow(exchange, now);
}

void RequestMeter::log_if_slow(const Exchange& exchange, Microseconds now) {
  slow_requests_.add();
  if (!may_log_slow(now)) {
    unlogged_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  const operations::CallSummary& summary = exchange.summary;
  const Microseconds took = now - summary.started;
  const Microseconds body = exchange.received - summary.started;
  const Microseconds written = summary.written > body ? summary.written - body : Microseconds{0};
  const Microseconds rest = took - body - summary.queued - summary.ran - written;
  log::warning("slow request", {{"action", action_of(exchange)},
                                {"table", table_of(exchange)},
                                {"status", int64_t{exchange.response.status}},
                                {"error", std::string_view(exchange.error)},
                                {"total_ms", milliseconds(took)},
                                {"body_ms", milliseconds(body)},
                                {"queue_ms", milliseconds(summary.queued)},
                                {"run_ms", milliseconds(summary.ran)},
                                {"write_ms", milliseconds(written)},
                                {"send_ms", milliseconds(std::max(rest, Microseconds{0}))},
                                {"request_bytes", uint64_t{exchange.request.body_size()}},
                                {"answer_bytes", uint64_t{exchange.response.body.size()}},
                                {"request_id", id_of(exchange)},
                                {"trace", trace_of(exchange)},
                                {"unlogged", unlogged_.exchange(0, std::memory_order_relaxed)}});
}

bool RequestMeter::may_log_slow(Microseconds now) {
  const int64_t second = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  // Two threads that begin a second together may each set the count back: a line or two more do no harm.
  if (second_.exchange(second, std::memory_order_relaxed) != second) lines_.store(0, std::memory_order_relaxed);
  return lines_.fetch_add(1, std::memory_order_relaxed) < kMaxSlowLinesPerSecond;
}

void RequestMeter::show(metrics::Page& page) const {
  constexpr metrics::Family kResponses{"basalt_http_responses_total", "Answers, by HTTP status."};
  const auto responses = [&](std::string status, uint64_t count) {
    page.counter(kResponses, {{"status", std::move(status)}}, static_cast<double>(count));
  };
  responses("200", successes_.value());
  responses("400", bad_requests_.value());
  for (size_t i = 0; i < others_.size(); ++i) {
    if (others_[i].value() > 0) responses(std::to_string(i + 1) + "xx", others_[i].value());
  }
  const auto counter = [&](std::string_view name, std::string_view help, uint64_t count) {
    page.counter({name, help}, {}, static_cast<double>(count));
  };
  counter("basalt_http_connections_accepted_total", "Connections accepted.", accepted_.value());
  counter("basalt_http_received_bytes_total", "Bytes of requests' bodies.", received_bytes_.value());
  counter("basalt_http_sent_bytes_total", "Bytes of answers' bodies.", sent_bytes_.value());
  counter("basalt_http_slow_requests_total", "Requests that took longer than slow-request-ms.", slow_requests_.value());
}

}  // namespace basalt::http
