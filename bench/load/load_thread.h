// LoadThread: sends a source's requests over some connections, as fast as answers come (closed loop) or at a fixed
// rate whatever the answers do (open loop), and records what it sees.
//
// Open loop: an exchange's latency begins when it was due, not when a connection became free for it, so that a server
// that stalls is charged for everything that had to wait ("coordinated omission" is left out of nothing).
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "load/connection.h"
#include "load/random.h"
#include "load/recorder.h"
#include "load/request_source.h"
#include "load/request_writer.h"

namespace basalt::bench {

enum class Arrivals { kUniform, kPoisson };

struct LoadThreadOptions {
  Endpoint endpoint;
  std::optional<SigningOptions> signing;
  unsigned connections = 1;
  double rate = 0;  // exchanges per second of this thread; 0: closed loop
  Arrivals arrivals = Arrivals::kUniform;
  bool drop_late = false;  // open loop: what is due while every connection is busy is never sent
  uint64_t timeout_ms = 30'000;
  uint64_t seed = 1;
};

class LoadThread {
 public:
  // All must outlive the thread.
  LoadThread(const LoadThreadOptions& options, RequestSource& source, Recorder& recorder);
  ~LoadThread();

  // Until the source has nothing left or stop() was called; then waits a little for the last answers.
  void run();
  // From any thread.
  void stop() { stopping_.store(true, std::memory_order_relaxed); }
  uint64_t connected() const { return connected_.load(std::memory_order_relaxed); }
  // Open loop: exchanges that were due and never sent when the run ended.
  uint64_t unsent() const { return unsent_; }

 private:
  void connect(Connection& connection);
  void watch(Connection& connection, bool writing, int operation);
  void issue_due(uint64_t now);
  void begin_exchange(Connection& connection, uint64_t intended_ns, uint64_t now);
  void send_request(Connection& connection);
  void on_event(Connection& connection, uint32_t events);
  void on_connected(Connection& connection);
  void on_readable(Connection& connection);
  void on_answer(Connection& connection, const Response& response);
  void on_broken(Connection& connection, std::string_view why);
  void go_on(Connection& connection);
  void wake_paused(uint64_t now);
  void time_out(uint64_t now);
  void wait(uint64_t now);
  bool finished(uint64_t now);
  void advance_schedule();

  const LoadThreadOptions options_;
  RequestSource& source_;
  Recorder& recorder_;
  RequestWriter writer_;
  Random random_;
  int epoll_ = -1;
  std::vector<Connection> connections_;
  std::vector<Connection*> idle_;
  std::multimap<uint64_t, Connection*> paused_;  // by when they go on
  size_t busy_ = 0;                              // connections with an exchange under way
  bool exhausted_ = false;
  double next_due_ns_ = 0;
  uint64_t next_timeout_check_ns_ = 0;
  uint64_t stop_seen_ns_ = 0;
  uint64_t failed_connects_ = 0;  // in a row
  uint64_t unsent_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<uint64_t> connected_{0};
};

// Nanoseconds that never go back.
uint64_t now_ns();

}  // namespace basalt::bench
