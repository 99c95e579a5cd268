// The answering half of Session.
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include "http/gzip.h"
#include "http/io_loop.h"
#include "http/session.h"

namespace basalt::http {
namespace {

using boost::asio::ip::tcp;

// Below the first a packet holds the answer anyway; above the second compressing would hold up the I/O thread.
constexpr size_t kMinGzipBytes = 1 << 10;
constexpr size_t kMaxInlineGzipBytes = 32 << 10;
constexpr size_t kMaxSlices = 16;
// Smaller answers leave with their request's few bytes counted.
constexpr size_t kCountedAnswerBytes = 16 << 10;

void compress(Response& response) {
  std::string compressed = deflate(response.body);
  if (compressed.empty()) return;
  response.body = std::move(compressed);
  response.gzipped = true;
}

bool is_from_loopback(const tcp::socket& socket) {
  boost::system::error_code error;
  const auto address = socket.remote_endpoint(error).address();
  if (error) return false;
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).is_loopback();
  }
  return address.is_loopback();
}

std::optional<AdminMethod> admin_method(Method method) {
  switch (method) {
    case Method::kGet:
      return AdminMethod::kGet;
    case Method::kPost:
      return AdminMethod::kPost;
    case Method::kDelete:
      return AdminMethod::kDelete;
    case Method::kHead:
    case Method::kOptions:
    case Method::kOther:
      break;
  }
  return std::nullopt;
}

bool wants_gzip(const Exchange& exchange) {
  return exchange.response.body.size() >= kMinGzipBytes &&
         accepts_gzip(exchange.request.header(Header::kAcceptEncoding));
}

}  // namespace

void Session::refuse(ParseFailure failure) {
  Exchange& exchange = parser_->exchange();
  parser_.reset();
  input_ended_ = true;
  input_dropped_ = true;
  const Pipeline& pipeline = loop_.shared().pipeline;
  switch (failure) {
    case ParseFailure::kMalformed:
      exchange.response.status = 400;
      break;
    case ParseFailure::kHeaderTooLarge:
      exchange.response.status = 431;
      break;
    case ParseFailure::kBodyTooLarge:
      pipeline.fill(exchange, wire::error_answer(ApiError::request_too_large()));
      break;
    case ParseFailure::kOverloaded:
      pipeline.refuse(exchange);
      break;
  }
  make_ready(exchange);
}

void Session::hold_refusal(Exchange& exchange) {
  if (closed_) return make_ready(exchange);
  ++handler_calls_;
  loop_.hold_refusal(exchange);
}

void Session::send_refusal(Exchange& exchange) {
  --handler_calls_;
  make_ready(exchange);
}

void Session::run_request(Exchange& exchange) {
  const Shared& shared = loop_.shared();
  if (exchange.refused) {
    exchange.is_call = true;
    shared.pipeline.refuse(exchange);
    return hold_refusal(exchange);
  }
  wire::Call call;
  switch (shared.pipeline.run(exchange, call)) {
    case Pipeline::Outcome::kAnswered:
      return make_ready(exchange);
    case Pipeline::Outcome::kAdmin:
      return run_admin_request(exchange);
    case Pipeline::Outcome::kMetrics:
      return show_metrics(exchange);
    case Pipeline::Outcome::kCall:
      break;
  }
  ++handler_calls_;
  exchange.is_call = true;
  call.summary = &exchange.summary;
  call.request_id = {exchange.id.data(), exchange.id.size()};
  shared.handler.handle(std::move(call), loop_, wire::Done([&exchange](wire::Answer answer) {
                          exchange.session->on_answer(exchange, std::move(answer));
                        }));
}

void Session::run_admin_request(Exchange& exchange) {
  const Shared& shared = loop_.shared();
  const Request& request = exchange.request;
  const std::optional<AdminMethod> method = admin_method(request.method());
  ++handler_calls_;
  if (shared.options.admin_access == AdminAccess::kLoopback && !is_from_loopback(socket_)) {
    return on_answer(exchange, admin_refusal(403, "only from the machine itself"));
  }
  if (!method) return on_answer(exchange, admin_refusal(405, "GET, POST or DELETE"));
  AdminRequest asked{*method, std::string(request.path().substr(kAdminPrefix.size())), std::string(request.body())};
  const bool queued = shared.pool.to_pool([this, &exchange, admin = shared.options.admin,
                                           asked = std::move(asked)](wire::Turn) {
    loop_.post([this, &exchange, answer = admin->handle(asked)]() mutable { on_answer(exchange, std::move(answer)); });
  });
  if (!queued) on_answer(exchange, admin_refusal(503, "busy"));
}

void Session::show_metrics(Exchange& exchange) {
  const Shared& shared = loop_.shared();
  ++handler_calls_;
  if (shared.options.metrics_access == AdminAccess::kLoopback && !is_from_loopback(socket_)) {
    return on_answer(exchange, admin_refusal(403, "only from the machine itself"));
  }
  const bool queued = shared.pool.to_pool([this, &exchange, page = &shared.options.metrics_page](wire::Turn) {
    loop_.post(
        [this, &exchange, answer = MetricsAnswer{(*page)()}]() mutable { on_answer(exchange, std::move(answer)); });
  });
  if (!queued) on_answer(exchange, admin_refusal(503, "busy"));
}

template <class Answer>
void Session::on_answer(Exchange& exchange, Answer answer) {
  --handler_calls_;
  bool throttled = false;
  if constexpr (std::is_same_v<Answer, wire::Answer>) throttled = answer.throttled;
  loop_.shared().pipeline.fill(exchange, std::move(answer));
  if (exchange.response.body.size() > kCountedAnswerBytes) {
    loop_.shared().admission.hold(exchange.response.body.size());
    exchange.admitted_bytes += exchange.response.body.size();
  }
  if (throttled) return hold_refusal(exchange);
  finish(exchange);
}

void Session::finish(Exchange& exchange) {
  if (exchange.response.ending == wire::Ending::kReset && !closed_) return reset();
  if (closed_ || !wants_gzip(exchange)) return make_ready(exchange);
  if (exchange.response.body.size() > kMaxInlineGzipBytes) {
    // Until it comes back, the worker alone touches the response.
    const bool queued = loop_.shared().pool.to_pool([this, &exchange](wire::Turn turn) {
      if (turn == wire::Turn::kRun) compress(exchange.response);
      loop_.post([this, &exchange] {
        --handler_calls_;
        make_ready(exchange);
      });
    });
    if (queued) ++handler_calls_;
    if (!queued) make_ready(exchange);  // busy: plain costs less
    return;
  }
  compress(exchange.response);
  make_ready(exchange);
}

void Session::make_ready(Exchange& exchange) {
  exchange.ready = true;
  if (closed_) return remove_if_done();
  if (!taking_) loop_.flush_later(*this);
}

void Session::send_ready() {
  if (write_waiting_) return;
  if (!unsent_.empty()) send(unsent_);
  if (closed_ || !unsent_.empty()) return;
  OutputBuffer& output = loop_.output();
  take_ready(output);
  send(output);
  if (!closed_ && !output.empty()) unsent_ = std::move(output);
  output.clear();
}

// The head has told of the whole body.
void Session::cut_short(Exchange& exchange) {
  exchange.response.body.resize(exchange.response.body.size() / 2);
  input_ended_ = true;
  close_when_sent_ = true;
  cut_when_sent_ = true;
}

// Moves the answers that are due from the exchanges to the buffer.
void Session::take_ready(OutputBuffer& to) {
  if (exchanges_.empty()) return;
  const Microseconds now = exchanges_.front()->ready ? loop_.shared().clock.monotonic_now() : Microseconds{0};
  size_t taken = 0;
  for (; taken < exchanges_.size() && exchanges_[taken]->ready && !cut_when_sent_; ++taken) {
    Exchange& exchange = *exchanges_[taken];
    close_when_sent_ = input_ended_ && taken + 1 == exchanges_.size();
    loop_.shared().meter.answered(exchange, now);
    append_head(exchange.response, exchange.id, loop_.date(), close_when_sent_, to.tail());
    if (exchange.response.ending == wire::Ending::kTruncated) cut_short(exchange);
    if (!exchange.response.omit_body) to.append_body(std::move(exchange.response.body));
    loop_.return_exchange(std::move(exchanges_[taken]));
  }
  exchanges_.erase(exchanges_.begin(), exchanges_.begin() + static_cast<ptrdiff_t>(taken));
  if (!exchanges_.empty() && exchanges_.front()->continue_wanted) {
    exchanges_.front()->continue_wanted = false;
    to.tail().append("HTTP/1.1 100 Continue\r\n\r\n");
  }
}

// Sends what the socket takes at once; most answers leave whole, without a wait.
void Session::send(OutputBuffer& from) {
  while (!from.empty()) {
    std::array<boost::asio::const_buffer, kMaxSlices> slices;
    const size_t count = from.slices(slices);
    boost::system::error_code error;
    const size_t sent = socket_.write_some(std::span(slices.data(), count), error);
    if (error == boost::asio::error::would_block) return;
    if (error) return close();
    if (phase_ == Phase::kWriting) phase_bytes_ += sent;
    from.consume(sent);
  }
}

void Session::count_unsent() {
  MemoryBudget& memory = loop_.shared().admission.memory();
  const uint64_t size = unsent_.size();
  if (size > unsent_counted_) memory.hold(size - unsent_counted_);
  if (size < unsent_counted_) memory.release(unsent_counted_ - size);
  unsent_counted_ = size;
}

void Session::wait_writable() {
  if (write_waiting_ || closed_) return;
  write_waiting_ = true;
  socket_.async_wait(tcp::socket::wait_write, [this](const boost::system::error_code& error) {
    write_waiting_ = false;
    if (closed_) return remove_if_done();
    if (error) return close();
    flush();
  });
}

}  // namespace basalt::http
