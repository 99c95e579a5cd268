#include "http/io_loop.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "basalt/base/thread.h"
#include "http/http_date.h"
#include "http/session.h"

namespace basalt::http {
namespace {

// For one read; a head that is not complete yet stands before it.
constexpr size_t kReadBytes = 64 << 10;
constexpr size_t kMaxFreeExchanges = 64;
constexpr std::chrono::milliseconds kSlowestTick{500};
constexpr std::chrono::milliseconds kFastestTick{10};
constexpr int kTicksPerTimeout = 4;
constexpr std::chrono::milliseconds kPacerTick{5};

// Nine tenths of a thread's share of the connections there may be.
size_t crowd_for(const ServerOptions& options) {
  const size_t threads = options.io_threads > 0 ? options.io_threads : usable_cores();
  return options.max_connections / threads * 9 / 10;
}

std::chrono::milliseconds tick_for(const ServerOptions& options) {
  const auto shortest =
      std::min({options.idle_timeout, options.header_timeout, options.body_timeout, options.write_timeout});
  return std::clamp(shortest / kTicksPerTimeout, kFastestTick, kSlowestTick);
}

}  // namespace

IoLoop::IoLoop(const Shared& shared, unsigned number)
    : shared_(shared),
      number_(number),
      timer_(context_),
      tick_(tick_for(shared.options)),
      crowd_(crowd_for(shared.options)),
      lag_(context_, shared.clock, shared.options.queue_waits),
      gate_(lag_, shared.pool, shared.admission, shared.options.refusals),
      pacer_timer_(context_),
      read_buffer_(kReadBytes + shared.options.max_header_bytes, '\0') {}

IoLoop::~IoLoop() { stop(); }

void IoLoop::start() {
  tick();
  thread_ = std::thread([this] { run(); });
}

void IoLoop::stop() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

void IoLoop::run() {
  name_this_thread("io-" + std::to_string(number_));
  // Never runs out of work: the tick is always armed.
  context_.run();
}

void IoLoop::post(UniqueFunction<void()> work) {
  bool wake = false;
  {
    const std::lock_guard lock(inbox_mutex_);
    wake = inbox_.empty();
    inbox_.push_back(std::move(work));
  }
  if (wake) boost::asio::post(context_, [this] { run_inbox(); });
}

void IoLoop::post_after(std::chrono::milliseconds delay, UniqueFunction<void()> work) {
  const auto due = std::chrono::steady_clock::now() + delay;
  post([this, due, work = std::move(work)]() mutable {
    const auto timer = std::make_shared<boost::asio::steady_timer>(context_, due);
    timer->async_wait([this, timer, work = std::move(work)](const boost::system::error_code& error) mutable {
      if (!error) post(std::move(work));
    });
  });
}

void IoLoop::run_inbox() {
  {
    const std::lock_guard lock(inbox_mutex_);
    inbox_at_work_.swap(inbox_);
  }
  for (auto& work : inbox_at_work_) work();
  inbox_at_work_.clear();
  flush_sessions();
}

void IoLoop::flush_sessions() {
  for (Session* session : to_flush_) session->flush();
  to_flush_.clear();
}

void IoLoop::hold_refusal(Exchange& exchange) {
  const bool first = pacer_.empty();
  pacer_.hold(exchange, shared_.clock.monotonic_now());
  if (first) arm_pacer();
}

void IoLoop::arm_pacer() {
  pacer_timer_.expires_after(kPacerTick);
  pacer_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) pace_refusals();
  });
}

void IoLoop::pace_refusals() {
  const Microseconds now = shared_.clock.monotonic_now();
  while (Exchange* exchange = draining_ ? pacer_.release() : pacer_.release(now)) {
    exchange->session->send_refusal(*exchange);
  }
  flush_sessions();
  if (!pacer_.empty()) arm_pacer();
}

void IoLoop::flush_later(Session& session) {
  if (std::exchange(session.flush_queued, true)) return;
  to_flush_.push_back(&session);
}

void IoLoop::adopt(boost::asio::ip::tcp::socket socket) {
  connection_count_.fetch_add(1, std::memory_order_relaxed);
  shared_.meter.accepted();
  post([this, accepted = std::move(socket)]() mutable {
    sessions_.push_back(std::make_unique<Session>(*this, std::move(accepted)));
    Session& session = *sessions_.back();
    session.index = sessions_.size() - 1;
    session.start();
    if (draining_) session.drain();
  });
}

void IoLoop::begin_drain() {
  post([this] {
    draining_ = true;
    // Backwards, because a session that closes is replaced by the last one.
    for (size_t i = sessions_.size(); i-- > 0;) sessions_[i]->drain();
  });
}

void IoLoop::remove(Session& session) {
  const size_t index = session.index;
  if (removed_.empty()) boost::asio::post(context_, [this] { bury_removed(); });
  removed_.push_back(std::move(sessions_[index]));
  if (index + 1 < sessions_.size()) {
    sessions_[index] = std::move(sessions_.back());
    sessions_[index]->index = index;
  }
  sessions_.pop_back();
  connection_count_.fetch_sub(1, std::memory_order_relaxed);
}

// Later than remove(), because the session's own functions may still be on the stack.
void IoLoop::bury_removed() { removed_.clear(); }

void IoLoop::tick() {
  now_ms_ = std::chrono::duration_cast<std::chrono::milliseconds>(shared_.clock.monotonic_now()).count();
  date_ = http_date(shared_.clock.wall_seconds());
  for (size_t i = sessions_.size(); i-- > 0;) sessions_[i]->sweep();
  timer_.expires_after(tick_);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) tick();
  });
}

std::unique_ptr<Exchange> IoLoop::take_exchange(Session& session) {
  std::unique_ptr<Exchange> exchange;
  if (free_exchanges_.empty()) {
    exchange = std::make_unique<Exchange>();
  } else {
    exchange = std::move(free_exchanges_.back());
    free_exchanges_.pop_back();
  }
  exchange->session = &session;
  request_ids_.next(exchange->id);
  return exchange;
}

void IoLoop::return_exchange(std::unique_ptr<Exchange> exchange) {
  if (exchange->admitted) shared_.admission.release(exchange->admitted_bytes);
  exchange->clear();
  if (free_exchanges_.size() < kMaxFreeExchanges) free_exchanges_.push_back(std::move(exchange));
}

}  // namespace basalt::http
