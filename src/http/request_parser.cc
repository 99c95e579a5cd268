#include "http/request_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/verb.hpp>

namespace basalt::http {
namespace {

namespace beast = boost::beast;

Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::kGet;
    case beast::http::verb::head:
      return Method::kHead;
    case beast::http::verb::post:
      return Method::kPost;
    case beast::http::verb::delete_:
      return Method::kDelete;
    case beast::http::verb::options:
      return Method::kOptions;
    default:
      return Method::kOther;
  }
}

// So much of a body is counted before it comes; the rest as it comes, so that nobody holds memory by announcing much.
constexpr uint64_t kBytesOnTrust = 64 << 10;
// A refused body that is larger is not read: the connection ends instead.
constexpr uint64_t kMaxDiscardedBytes = 1 << 20;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

RequestParser::RequestParser(Exchange& exchange, OverloadGate& gate, const ParserLimits& limits)
    : exchange_(exchange), gate_(gate), max_body_bytes_(limits.body_bytes) {
  header_limit(limits.header_bytes);
  body_limit(boost::none);  // refused here, before Beast would, to tell the client properly
}

RequestParser::Fed RequestParser::feed(std::string_view& bytes) {
  // At most two rounds: the head, then the body.
  for (;;) {
    Error error;
    const size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    bytes.remove_prefix(used);
    if (error == beast::http::error::need_more) return Fed::kNeedsMore;
    if (error == beast::http::error::header_limit) return fail(ParseFailure::kHeaderTooLarge);
    if (error == beast::http::error::body_limit) return Fed::kFailed;  // failure_ says which limit
    if (error) return fail(ParseFailure::kMalformed);
    if (!is_header_done()) return Fed::kNeedsMore;
    if (!head_told_) {
      head_told_ = true;
      return judge_head();
    }
    if (is_done()) return Fed::kDone;
    if (bytes.empty()) return Fed::kNeedsMore;
  }
}

RequestParser::Fed RequestParser::judge_head() {
  eager(true);
  exchange_.request.keep_alive = keep_alive();
  const uint64_t length = content_length().value_or(0);
  if (length > max_body_bytes_) return fail(ParseFailure::kBodyTooLarge);
  const uint64_t counted = std::min(length, kBytesOnTrust);
  exchange_.refused = gate_.refusal_of(exchange_.request, counted).has_value();
  if (exchange_.refused && length > kMaxDiscardedBytes) return fail(ParseFailure::kOverloaded);
  exchange_.admitted = !exchange_.refused;
  exchange_.admitted_bytes = exchange_.refused ? 0 : counted;
  return is_done() ? Fed::kDone : Fed::kHead;
}

// Counts what is more than was counted before.
bool RequestParser::keep_body(Text bytes, Error& error) {
  Request& request = exchange_.request;
  const uint64_t size = request.body_size() + bytes.size();
  if (size > exchange_.admitted_bytes) {
    const uint64_t more = size - exchange_.admitted_bytes;
    if (!gate_.grow(more)) {
      failure_ = ParseFailure::kOverloaded;
      error = beast::http::error::body_limit;
      return false;
    }
    exchange_.admitted_bytes += more;
  }
  request.append_body(view(bytes));
  return true;
}

RequestParser::Fed RequestParser::fail(ParseFailure failure) {
  failure_ = failure;
  return Fed::kFailed;
}

void RequestParser::on_request_impl(beast::http::verb method, Text, Text target, int, Error&) {
  exchange_.request.set_line(method_of(method), view(target));
}

void RequestParser::on_field_impl(beast::http::field, Text name, Text value, Error&) {
  if (const auto header = header_of(view(name))) exchange_.request.add_header(*header, view(value));
}

std::size_t RequestParser::on_body_impl(Text bytes, Error& error) {
  if (exchange_.refused) return bytes.size();
  return keep_body(bytes, error) ? bytes.size() : 0;
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, Error& error) {
  received_ += bytes.size();
  if (received_ > (exchange_.refused ? kMaxDiscardedBytes : max_body_bytes_)) {
    failure_ = exchange_.refused ? ParseFailure::kOverloaded : ParseFailure::kBodyTooLarge;
    error = beast::http::error::body_limit;
    return 0;
  }
  return on_body_impl(bytes, error);
}

}  // namespace basalt::http
