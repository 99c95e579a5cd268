// RequestParser: Beast's HTTP/1 parser, writing into a Request. Beast's own request_parser would allocate a node for
// every header; this one copies the few that matter into the request's buffer.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <string_view>

#include "http/exchange.h"
#include "http/overload_gate.h"

namespace basalt::http {

enum class ParseFailure : uint8_t { kMalformed, kHeaderTooLarge, kBodyTooLarge, kOverloaded };

struct ParserLimits {
  uint32_t header_bytes;
  uint64_t body_bytes;
};

// One message: construct a new one for the next (cheap: it owns nothing until a header is folded).
class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  // The gate must outlive the parser. A request that it refuses is read to its end like any other, so that the
  // connection can go on, but nothing of its body is kept; Exchange::refused says so.
  RequestParser(Exchange& exchange, OverloadGate& gate, const ParserLimits& limits);

  Exchange& exchange() { return exchange_; }

  // Why feed() failed.
  ParseFailure failure() const { return failure_; }

  enum class Fed : uint8_t { kNeedsMore, kHead, kDone, kFailed };
  // Takes bytes off the front of `bytes`. kHead is returned once, when the head is complete and a body follows.
  Fed feed(std::string_view& bytes);

 private:
  using Error = boost::beast::error_code;
  using Text = boost::beast::string_view;
  using Length = boost::optional<std::uint64_t>;

  void on_request_impl(boost::beast::http::verb method, Text method_text, Text target, int version,
                       Error& error) override;
  void on_response_impl(int, Text, int, Error&) override {}
  void on_field_impl(boost::beast::http::field field, Text name, Text value, Error& error) override;
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const Length&, Error&) override {}
  std::size_t on_body_impl(Text bytes, Error& error) override;
  void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t remaining, Text bytes, Error& error) override;
  void on_finish_impl(Error&) override {}

  Fed fail(ParseFailure failure);
  Fed judge_head();
  bool keep_body(Text bytes, Error& error);

  Exchange& exchange_;
  OverloadGate& gate_;
  const uint64_t max_body_bytes_;
  ParseFailure failure_ = ParseFailure::kMalformed;
  uint64_t received_ = 0;  // of a body in chunks
  bool head_told_ = false;
};

}  // namespace basalt::http
