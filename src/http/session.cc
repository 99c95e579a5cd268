#include "http/session.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <cstring>
#include <limits>
#include <utility>

#include "basalt/base/log.h"
#include "http/io_loop.h"

namespace basalt::http {
namespace {

using boost::asio::ip::tcp;

constexpr size_t kMaxPipelined = 16;
// No more requests are taken from a client that does not read its answers.
constexpr size_t kMaxUnsentBytes = 256 << 10;
// A body or an answer that comes slower than this is cut off in the end.
constexpr int64_t kMinBytesPerMs = 64;
constexpr int64_t kLingerMs = 10'000;
// When connections or memory run out, who holds some of it and does little gets less time than was configured.
constexpr int64_t kIdleInACrowdMs = 5'000;
constexpr int64_t kHeadInACrowdMs = 2'000;
constexpr int64_t kWindowWithoutMemoryMs = 1'000;

}  // namespace

Session::Session(IoLoop& loop, tcp::socket socket) : loop_(loop), socket_(std::move(socket)) {}
Session::~Session() = default;

void Session::start() {
  boost::system::error_code error;
  socket_.non_blocking(true, error);
  // Not every kind of socket has it, and nothing depends on it.
  boost::system::error_code ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  if (error) return close();
  enter(Phase::kIdle);
  wait_readable();
}

void Session::enter(Phase phase) {
  phase_ = phase;
  phase_since_ms_ = loop_.now_ms();
  phase_bytes_ = 0;
  window_since_ms_ = phase_since_ms_;
  window_bytes_ = 0;
}

int64_t Session::deadline_ms() const {
  const ServerOptions& options = loop_.shared().options;
  const auto within = [this](std::chrono::milliseconds usual, int64_t in_a_crowd_ms) {
    return loop_.is_crowded() ? std::min(usual.count(), in_a_crowd_ms) : usual.count();
  };
  const auto progress_ms = static_cast<int64_t>(phase_bytes_) / kMinBytesPerMs;
  switch (phase_) {
    case Phase::kIdle:
      return phase_since_ms_ + within(options.idle_timeout, kIdleInACrowdMs);
    case Phase::kHead:
      return phase_since_ms_ + within(options.header_timeout, kHeadInACrowdMs);
    case Phase::kBody:
      return phase_since_ms_ + options.body_timeout.count() + progress_ms;
    case Phase::kWriting:
      return phase_since_ms_ + options.write_timeout.count() + progress_ms;
    case Phase::kLingering:
      return phase_since_ms_ + kLingerMs;
    case Phase::kBusy:
      break;  // the work is ours, not the client's
  }
  return std::numeric_limits<int64_t>::max();
}

// Whether a client holds memory that others need, and was slower than kMinBytesPerMs lately.
bool Session::hogs_memory() {
  const bool holds = phase_ == Phase::kBody || phase_ == Phase::kWriting;
  if (!holds || !loop_.shared().admission.memory().is_short()) return false;
  const int64_t window_ms = loop_.now_ms() - window_since_ms_;
  if (window_ms < kWindowWithoutMemoryMs) return false;
  const bool slow = static_cast<int64_t>(phase_bytes_ - window_bytes_) < window_ms * kMinBytesPerMs;
  window_since_ms_ = loop_.now_ms();
  window_bytes_ = phase_bytes_;
  return slow;
}

void Session::sweep() {
  if (closed_) return;
  const bool hogs = hogs_memory();
  if (!hogs && loop_.now_ms() < deadline_ms()) return;
  log::debug("connection cut at its deadline", {{"phase", static_cast<int64_t>(phase_)}});
  close();
}

void Session::drain() {
  if (closed_) return;
  if (!parser_) {
    input_ended_ = true;
    input_dropped_ = input_dropped_ || !leftover_.empty();
    leftover_.clear();
  }
  flush();
}

void Session::wait_readable() {
  if (read_waiting_ || closed_) return;
  read_waiting_ = true;
  socket_.async_wait(tcp::socket::wait_read, [this](const boost::system::error_code& error) {
    read_waiting_ = false;
    on_readable(error);
  });
}

void Session::on_readable(const boost::system::error_code& error) {
  if (closed_) return remove_if_done();
  if (error) return close();
  if (phase_ == Phase::kLingering) return discard_input();
  read();
}

void Session::read() {
  std::string& buffer = loop_.read_buffer();
  const size_t kept = leftover_.size();
  if (kept >= buffer.size()) return close();  // the parser's limits are lower
  std::memcpy(buffer.data(), leftover_.data(), kept);
  boost::system::error_code error;
  const size_t count = socket_.read_some(boost::asio::buffer(buffer.data() + kept, buffer.size() - kept), error);
  if (error == boost::asio::error::would_block) return wait_readable();
  if (error == boost::asio::error::eof) {
    // What was asked is still answered: a client may close its side after its last request.
    input_ended_ = true;
    drop_partial_request();
    return flush();
  }
  if (error) return close();
  leftover_.clear();
  phase_bytes_ += count;
  take({buffer.data(), kept + count});
  flush();
}

void Session::discard_input() {
  std::string& buffer = loop_.read_buffer();
  boost::system::error_code error;
  socket_.read_some(boost::asio::buffer(buffer.data(), buffer.size()), error);
  if (error && error != boost::asio::error::would_block) return close();
  wait_readable();
}

// Takes as many requests as are complete and wanted now, and keeps the rest.
void Session::take(std::string_view bytes) {
  taking_ = true;
  while (!bytes.empty() && !input_ended_ && take_some(bytes) == Step::kGoOn) {
  }
  taking_ = false;
  if (!input_ended_) {
    leftover_.assign(bytes);
  } else if (!bytes.empty()) {
    input_dropped_ = true;
  }
}

Session::Step Session::take_some(std::string_view& bytes) {
  if (!parser_) {
    // RFC 9112, 2.2: empty lines before a request are to be ignored.
    while (bytes.starts_with('\r') || bytes.starts_with('\n')) bytes.remove_prefix(1);
    if (bytes.empty() || !may_take_more()) return Step::kStop;
    const Shared& shared = loop_.shared();
    exchanges_.push_back(loop_.take_exchange(*this));
    parser_.emplace(*exchanges_.back(), loop_.gate(),
                    ParserLimits{shared.options.max_header_bytes, shared.options.max_body_bytes});
    enter(Phase::kHead);
  }
  Exchange& exchange = parser_->exchange();
  switch (parser_->feed(bytes)) {
    case RequestParser::Fed::kNeedsMore:
      return Step::kStop;
    case RequestParser::Fed::kHead:
      enter(Phase::kBody);
      exchange.summary.started = loop_.shared().clock.monotonic_now();
      exchange.continue_wanted =
          bytes.empty() && equals_ignoring_case(exchange.request.header(Header::kExpect), "100-continue");
      return Step::kGoOn;
    case RequestParser::Fed::kDone:
      parser_.reset();
      if (!exchange.request.keep_alive || loop_.draining()) input_ended_ = true;
      exchange.continue_wanted = false;
      exchange.received = loop_.shared().clock.monotonic_now();
      if (exchange.summary.started == Microseconds{0}) exchange.summary.started = exchange.received;
      run_request(exchange);
      return Step::kGoOn;
    case RequestParser::Fed::kFailed:
      break;
  }
  refuse(parser_->failure());
  return Step::kStop;
}

// When memory is short, one at a time: each may come to an answer of a megabyte.
bool Session::may_take_more() const {
  const size_t most = loop_.shared().admission.memory().is_short() ? 1 : kMaxPipelined;
  return exchanges_.size() < most && unsent_.size() < kMaxUnsentBytes;
}

void Session::flush() {
  flush_queued = false;
  // Every round but the last takes at least one request that was read before.
  do {
    if (closed_) return;
    send_ready();
  } while (resume());
  settle();
}

// Goes on with requests that had been read but not taken. False when there was nothing to do.
bool Session::resume() {
  if (closed_ || parser_ || input_ended_ || leftover_.empty() || !may_take_more()) return false;
  std::string bytes = std::move(leftover_);
  leftover_.clear();
  take(bytes);
  return true;
}

// After sending: what to wait for now.
void Session::settle() {
  if (closed_ || phase_ == Phase::kLingering) return;
  if (unsent_counted_ > 0 || !unsent_.empty()) count_unsent();
  if (!unsent_.empty()) {
    if (phase_ != Phase::kWriting) enter(Phase::kWriting);
    wait_writable();
  } else if (close_when_sent_ || (input_ended_ && exchanges_.empty())) {
    if (!input_dropped_ || cut_when_sent_) return close();
    // Closing with unread input would reset the connection, and the client might lose the answer.
    boost::system::error_code error;
    socket_.shutdown(tcp::socket::shutdown_send, error);
    if (error) return close();
    enter(Phase::kLingering);
    return wait_readable();
  } else if (parser_) {
    const Phase reading = parser_->is_header_done() ? Phase::kBody : Phase::kHead;
    if (phase_ != reading) enter(reading);
  } else {
    enter(exchanges_.empty() ? Phase::kIdle : Phase::kBusy);
  }
  if (!input_ended_ && (parser_ || (leftover_.empty() && may_take_more()))) wait_readable();
}

void Session::drop_partial_request() {
  leftover_.clear();
  if (!parser_) return;
  parser_.reset();
  loop_.return_exchange(std::move(exchanges_.back()));
  exchanges_.pop_back();
}

void Session::close() {
  if (closed_) return;
  closed_ = true;
  boost::system::error_code ignored;
  socket_.close(ignored);
  remove_if_done();
}

// As a peer that vanished does: what was not sent is lost, and the client sees ECONNRESET.
void Session::reset() {
  boost::system::error_code ignored;
  socket_.set_option(tcp::socket::linger(true, 0), ignored);
  input_ended_ = true;
  close();
}

void Session::remove_if_done() {
  if (!closed_ || handler_calls_ > 0 || read_waiting_ || write_waiting_) return;
  parser_.reset();
  unsent_.clear();
  count_unsent();
  for (auto& exchange : exchanges_) loop_.return_exchange(std::move(exchange));
  exchanges_.clear();
  loop_.remove(*this);
}

}  // namespace basalt::http
