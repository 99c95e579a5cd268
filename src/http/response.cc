#include "http/response.h"

#include <libdeflate.h>

#include <charconv>

namespace basalt::http {
namespace {

constexpr size_t kKeptBodyBytes = 16 << 10;

std::string_view status_line(int status) {
  switch (status) {
    case 200:
      return "HTTP/1.1 200 OK\r\n";
    case 400:
      return "HTTP/1.1 400 Bad Request\r\n";
    case 403:
      return "HTTP/1.1 403 Forbidden\r\n";
    case 404:
      return "HTTP/1.1 404 Not Found\r\n";
    case 413:
      return "HTTP/1.1 413 Request Entity Too Large\r\n";
    case 431:
      return "HTTP/1.1 431 Request Header Fields Too Large\r\n";
    case 500:
      return "HTTP/1.1 500 Internal Server Error\r\n";
    case 503:
      return "HTTP/1.1 503 Service Unavailable\r\n";
    default:
      return {};
  }
}

void append_number(uint64_t number, std::string& to) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  to.append(digits.data(), static_cast<size_t>(end - digits.data()));
}

}  // namespace

void Response::clear() {
  status = 200;
  content_type = {};
  body.clear();
  if (body.capacity() > kKeptBodyBytes) body.shrink_to_fit();
  extra_headers.clear();
  gzipped = false;
  omit_body = false;
  ending = wire::Ending::kWhole;
}

void append_head(const Response& response, const RequestId& id, std::string_view date, bool close, std::string& to) {
  if (const std::string_view line = status_line(response.status); !line.empty()) {
    to.append(line);
  } else {
    to.append("HTTP/1.1 ");
    append_number(static_cast<uint64_t>(response.status), to);
    to.append(" \r\n");
  }
  to.append("Server: Server\r\nDate: ").append(date);
  if (!response.content_type.empty()) to.append("\r\nContent-Type: ").append(response.content_type);
  if (response.gzipped) to.append("\r\nContent-Encoding: gzip");
  to.append("\r\nContent-Length: ");
  append_number(response.body.size(), to);
  to.append(close ? "\r\nConnection: close" : "\r\nConnection: keep-alive");
  to.append("\r\nx-amzn-RequestId: ").append(id.data(), id.size());
  to.append("\r\nx-amz-crc32: ");
  const uint32_t crc32 = libdeflate_crc32(0, response.body.data(), response.body.size());
  append_number(response.ending == wire::Ending::kWrongCrc32 ? ~crc32 : crc32, to);
  to.append("\r\n").append(response.extra_headers).append("\r\n");
}

}  // namespace basalt::http
