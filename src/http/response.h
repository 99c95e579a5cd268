// Response: an answer before it is bytes, and its head's bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/wire/dispatcher.h"

namespace basalt::http {

struct Response {
  int status = 200;
  std::string_view content_type;  // a literal; empty: none
  std::string body;
  std::string extra_headers;  // whole lines, each with its CRLF
  bool gzipped = false;
  // A HEAD request: the head tells of the body, which is not sent.
  bool omit_body = false;
  wire::Ending ending = wire::Ending::kWhole;

  void clear();
};

inline constexpr size_t kRequestIdSize = 52;
using RequestId = std::array<char, kRequestIdSize>;

// Appends the head as AWS writes it: Server, Date, Content-Type, Content-Length, Connection, x-amzn-RequestId,
// x-amz-crc32 (of the bytes that are sent, so of the compressed ones when compressed).
void append_head(const Response& response, const RequestId& id, std::string_view date, bool close, std::string& to);

}  // namespace basalt::http
