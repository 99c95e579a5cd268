// IoLoop: one I/O thread, its event loop, its connections, and what they share (buffers, the time, the pool of
// exchanges). Everything but post(), adopt(), connection_count() and begin_drain() belongs to its thread.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/base/unique_function.h"
#include "basalt/http/server.h"
#include "http/admission.h"
#include "http/exchange.h"
#include "http/loop_lag.h"
#include "http/output_buffer.h"
#include "http/overload_gate.h"
#include "http/pipeline.h"
#include "http/refusal_pacer.h"
#include "http/request_id.h"
#include "http/request_meter.h"

namespace basalt::http {

class Session;

// What all loops and sessions use. Immutable while they run.
struct Shared {
  const ServerOptions& options;
  RequestHandler& handler;
  WorkerPool& pool;
  const Clock& clock;
  Admission& admission;
  const Pipeline& pipeline;
  RequestMeter& meter;
};

class IoLoop final : public wire::IoThread {
 public:
  IoLoop(const Shared& shared, unsigned number);
  ~IoLoop() override;
  IoLoop(const IoLoop&) = delete;
  IoLoop& operator=(const IoLoop&) = delete;

  void start();
  // Ends the thread; connections that are left are cut. Work posted later is dropped with the loop.
  void stop();

  // Any thread. Work posted while the loop is busy is taken over in one go, so a group commit wakes each loop once.
  void post(UniqueFunction<void()> work) override;
  void post_after(std::chrono::milliseconds delay, UniqueFunction<void()> work) override;
  // Any thread: a new connection, whose socket belongs to context().
  void adopt(boost::asio::ip::tcp::socket socket);
  size_t connection_count() const { return connection_count_.load(std::memory_order_relaxed); }
  // Any thread: closes idle connections, and the others as soon as they are answered.
  void begin_drain();

  boost::asio::io_context& context() { return context_; }
  const Shared& shared() const { return shared_; }
  bool draining() const { return draining_; }
  // Coarse and cheap: as of the last tick.
  int64_t now_ms() const { return now_ms_; }
  // For the Date header.
  std::string_view date() const { return date_; }

  // For the head of every request.
  OverloadGate& gate() {
    lag_.on_request(sessions_.size());
    return gate_;
  }
  // So many connections that those who do nothing with theirs are given less time.
  bool is_crowded() const { return sessions_.size() > crowd_; }
  // A refusal that is complete but for being sent; calls Session::send_refusal in a while.
  void hold_refusal(Exchange& exchange);

  // Scratch for one read, shared by all sessions because none keeps bytes in it over a wait.
  std::string& read_buffer() { return read_buffer_; }
  // Scratch for one flush; empty between two.
  OutputBuffer& output() { return output_; }

  std::unique_ptr<Exchange> take_exchange(Session& session);
  // Gives back what Admission counted, too.
  void return_exchange(std::unique_ptr<Exchange> exchange);

  // Flushes the session when the work at hand is done, so that answers that come together leave together.
  void flush_later(Session& session);
  // The session is closed and nothing refers to it any more.
  void remove(Session& session);

 private:
  void run();
  void run_inbox();
  void flush_sessions();
  void arm_pacer();
  void pace_refusals();
  void tick();
  void bury_removed();

  const Shared shared_;
  const unsigned number_;
  boost::asio::io_context context_{1};
  boost::asio::steady_timer timer_;
  std::chrono::milliseconds tick_;
  const size_t crowd_;
  LoopLag lag_;
  OverloadGate gate_;
  RefusalPacer pacer_;
  boost::asio::steady_timer pacer_timer_;
  std::thread thread_;

  std::mutex inbox_mutex_;
  std::vector<UniqueFunction<void()>> inbox_;
  std::vector<UniqueFunction<void()>> inbox_at_work_;

  std::atomic<size_t> connection_count_{0};
  bool draining_ = false;
  int64_t now_ms_ = 0;
  std::string date_;
  std::string read_buffer_;
  OutputBuffer output_;
  RequestIds request_ids_;
  std::vector<std::unique_ptr<Exchange>> free_exchanges_;
  std::vector<std::unique_ptr<Session>> sessions_;
  std::vector<std::unique_ptr<Session>> removed_;
  std::vector<Session*> to_flush_;
};

}  // namespace basalt::http
