#include "load/load_thread.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::bench {
namespace {

constexpr uint64_t kNsPerMs = 1'000'000;
constexpr uint64_t kIdleWaitNs = 50 * kNsPerMs;  // how late stop() may be noticed
constexpr uint64_t kConnectNs = 10'000 * kNsPerMs;
constexpr uint64_t kDrainNs = 2000 * kNsPerMs;
constexpr uint64_t kReconnectPauseNs = 100 * kNsPerMs;
constexpr uint64_t kMostFailedConnects = 100;

std::string error_name(const Response& response, std::string_view type) {
  if (!type.empty()) return std::string(type);
  return response.status == 200 ? "success, but an error was wanted" : "HTTP " + std::to_string(response.status);
}

}  // namespace

uint64_t now_ns() {
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1));
}

LoadThread::LoadThread(const LoadThreadOptions& options, RequestSource& source, Recorder& recorder)
    : options_(options),
      source_(source),
      recorder_(recorder),
      writer_(options.endpoint.host_header, options.endpoint.path, options.signing),
      random_(options.seed),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      connections_(options.connections) {
  CHECK(epoll_ >= 0);
}

LoadThread::~LoadThread() { ::close(epoll_); }

void LoadThread::run() {
  for (Connection& connection : connections_) connect(connection);
  const uint64_t began = now_ns();
  while (true) {
    const uint64_t now = now_ns();
    if (finished(now)) break;
    // Open loop: nothing is due before the connections are there to carry it.
    if (next_due_ns_ == 0 && (connected() == connections_.size() || now > began + kConnectNs)) {
      next_due_ns_ = static_cast<double>(now);
    }
    wake_paused(now);
    issue_due(now);
    wait(now);
    time_out(now);
  }
  const auto behind = static_cast<double>(stop_seen_ns_) - next_due_ns_;
  if (options_.rate > 0 && next_due_ns_ > 0 && behind > 0)
    unsent_ += static_cast<uint64_t>(behind / 1e9 * options_.rate);
}

bool LoadThread::finished(uint64_t now) {
  if (stop_seen_ns_ == 0 && (exhausted_ || stopping_.load(std::memory_order_relaxed))) stop_seen_ns_ = now;
  if (stop_seen_ns_ == 0) return false;
  if (busy_ == 0) return true;
  // What is still to be loaded is waited for; the end of a measured run is not.
  return stopping_.load(std::memory_order_relaxed) && now > stop_seen_ns_ + kDrainNs;
}

void LoadThread::connect(Connection& connection) {
  if (connection.begin_connect(options_.endpoint)) {
    watch(connection, true, EPOLL_CTL_ADD);
    return;
  }
  on_broken(connection, std::string("connect: ") + std::strerror(errno));
}

void LoadThread::watch(Connection& connection, bool writing, int operation) {
  epoll_event event{};
  event.events = EPOLLIN | (writing ? EPOLLOUT : 0U);
  event.data.ptr = &connection;
  connection.waits_for_writing = writing;
  CHECK(epoll_ctl(epoll_, operation, connection.descriptor(), &event) == 0);
}

void LoadThread::advance_schedule() {
  const double mean_ns = 1e9 / options_.rate;
  next_due_ns_ += options_.arrivals == Arrivals::kUniform ? mean_ns : -std::log(1 - random_.unit()) * mean_ns;
}

void LoadThread::issue_due(uint64_t now) {
  const bool open = options_.rate > 0;
  if (open && next_due_ns_ == 0) return;
  while (stop_seen_ns_ == 0 && !exhausted_ && !idle_.empty() && (!open || next_due_ns_ <= static_cast<double>(now))) {
    Connection& connection = *idle_.back();
    idle_.pop_back();
    const uint64_t intended = open ? static_cast<uint64_t>(next_due_ns_) : now_ns();
    if (open) advance_schedule();
    begin_exchange(connection, intended, now);
  }
  if (!open || !options_.drop_late) return;
  while (next_due_ns_ <= static_cast<double>(now)) {
    advance_schedule();
    ++unsent_;
  }
}

void LoadThread::begin_exchange(Connection& connection, uint64_t intended_ns, uint64_t now) {
  Exchange& exchange = connection.exchange;
  exchange.step = 0;
  exchange.tries = 0;
  exchange.pause_ms = 0;
  if (!source_.next(exchange)) {
    exhausted_ = true;
    idle_.push_back(&connection);
    return;
  }
  ++busy_;
  connection.intended_ns = intended_ns;
  connection.sent_ns = now;
  send_request(connection);
}

void LoadThread::send_request(Connection& connection) {
  connection.state = ConnectionState::kBusy;
  writer_.append(connection.exchange.action, connection.exchange.body, connection.outgoing());
  if (!connection.send_more()) return on_broken(connection, std::string("send: ") + std::strerror(errno));
  if (connection.has_more_to_send()) watch(connection, true, EPOLL_CTL_MOD);
}

void LoadThread::on_event(Connection& connection, uint32_t events) {
  if (connection.state == ConnectionState::kConnecting) return on_connected(connection);
  if ((events & EPOLLOUT) != 0 && connection.waits_for_writing) {
    if (!connection.send_more()) return on_broken(connection, std::string("send: ") + std::strerror(errno));
    if (!connection.has_more_to_send()) watch(connection, false, EPOLL_CTL_MOD);
  }
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) on_readable(connection);
}

void LoadThread::on_connected(Connection& connection) {
  const int error = connection.finish_connect();
  if (error != 0) return on_broken(connection, std::string("connect: ") + std::strerror(error));
  connected_.fetch_add(1, std::memory_order_relaxed);
  failed_connects_ = 0;
  watch(connection, false, EPOLL_CTL_MOD);
  if (connection.exchange.pause_ms > 0) return go_on(connection);
  idle_.push_back(&connection);
}

void LoadThread::on_readable(Connection& connection) {
  Response response;
  const ParseOutcome outcome = connection.receive(response);
  if (outcome == ParseOutcome::kPartial) return;
  if (outcome == ParseOutcome::kMalformed || connection.state != ConnectionState::kBusy) {
    return on_broken(connection, "connection closed");
  }
  on_answer(connection, response);
}

void LoadThread::on_answer(Connection& connection, const Response& response) {
  Exchange& exchange = connection.exchange;
  recorder_.request(exchange.label, response.body.size());
  const std::string_view type = response.status == 200 ? std::string_view() : error_type(response.body);
  const bool failed = type != exchange.wanted_error || (response.status != 200 && type.empty());
  if (failed) {
    recorder_.error(exchange.label, error_name(response, type));
  }
  const size_t label = exchange.label;
  exchange.pause_ms = 0;
  const bool more = source_.goes_on(&response, exchange);
  const bool close = response.close;
  connection.consume(response);
  if (close) {
    watch(connection, false, EPOLL_CTL_DEL);
    connected_.fetch_sub(1, std::memory_order_relaxed);
    connection.close();
  }
  if (more) {
    if (close) exchange.pause_ms = std::max<uint64_t>(1, exchange.pause_ms);
    if (close) return connect(connection);
    return go_on(connection);
  }
  --busy_;
  if (!failed) recorder_.success(label, now_ns() - connection.intended_ns);
  if (close) return connect(connection);
  connection.state = ConnectionState::kIdle;
  idle_.push_back(&connection);
}

// The exchange's next request: at once, or after its pause.
void LoadThread::go_on(Connection& connection) {
  const uint64_t now = now_ns();
  connection.sent_ns = now;
  if (connection.exchange.pause_ms == 0) return send_request(connection);
  connection.state = ConnectionState::kPaused;
  paused_.emplace(now + connection.exchange.pause_ms * kNsPerMs, &connection);
  connection.exchange.pause_ms = 0;
}

void LoadThread::on_broken(Connection& connection, std::string_view why) {
  Exchange& exchange = connection.exchange;
  const ConnectionState state = connection.state;
  if (state == ConnectionState::kBusy || state == ConnectionState::kIdle || state == ConnectionState::kPaused) {
    connected_.fetch_sub(1, std::memory_order_relaxed);
  }
  std::erase(idle_, &connection);
  std::erase_if(paused_, [&](const auto& entry) { return entry.second == &connection; });
  const bool answered = state == ConnectionState::kBusy || state == ConnectionState::kPaused;
  // A server may close what is idle; that is no error.
  if (state != ConnectionState::kIdle) recorder_.error(answered ? exchange.label : recorder_.connection_label(), why);
  connection.close();
  if (!answered && state != ConnectionState::kIdle && ++failed_connects_ > kMostFailedConnects * connections_.size())
    exhausted_ = true;
  const bool waits_for_connection = !answered && exchange.pause_ms > 0;
  if (answered || waits_for_connection) {
    exchange.pause_ms = 0;
    if (source_.goes_on(nullptr, exchange)) {
      exchange.pause_ms = std::max<uint64_t>(1, exchange.pause_ms);
    } else {
      --busy_;
    }
  }
  paused_.emplace(now_ns() + (state == ConnectionState::kIdle ? 0 : kReconnectPauseNs), &connection);
}

void LoadThread::wake_paused(uint64_t now) {
  while (!paused_.empty() && paused_.begin()->first <= now) {
    Connection& connection = *paused_.begin()->second;
    paused_.erase(paused_.begin());
    if (connection.state == ConnectionState::kPaused) {
      connection.sent_ns = now;
      send_request(connection);
    } else {
      connect(connection);
    }
  }
}

void LoadThread::time_out(uint64_t now) {
  if (now < next_timeout_check_ns_) return;
  next_timeout_check_ns_ = now + 500 * kNsPerMs;
  for (Connection& connection : connections_) {
    if (connection.state == ConnectionState::kBusy && connection.sent_ns + options_.timeout_ms * kNsPerMs < now) {
      on_broken(connection, "timeout");
    }
  }
}

void LoadThread::wait(uint64_t now) {
  uint64_t until = now + kIdleWaitNs;
  if (!paused_.empty()) until = std::min(until, paused_.begin()->first);
  if (options_.rate > 0 && next_due_ns_ > 0 && !idle_.empty() && stop_seen_ns_ == 0) {
    until = std::min(until, std::max(now, static_cast<uint64_t>(next_due_ns_)));
  }
  const uint64_t wait_ns = until > now ? until - now : 0;
  const timespec timeout{static_cast<time_t>(wait_ns / 1'000'000'000), static_cast<long>(wait_ns % 1'000'000'000)};
  std::array<epoll_event, 128> events;
  int count = epoll_pwait2(epoll_, events.data(), events.size(), &timeout, nullptr);
  // Linux before 5.11, and some sandboxes.
  if (count < 0 && errno == ENOSYS) {
    const auto wait_ms = static_cast<int>((wait_ns + kNsPerMs - 1) / kNsPerMs);
    count = epoll_wait(epoll_, events.data(), events.size(), wait_ms);
  }
  for (int i = 0; i < count; ++i) {
    auto* connection = static_cast<Connection*>(events[static_cast<size_t>(i)].data.ptr);
    if (connection->descriptor() >= 0) on_event(*connection, events[static_cast<size_t>(i)].events);
    // The next request leaves before the next event is looked at.
    issue_due(now);
  }
}

}  // namespace basalt::bench
