#include "load/response_parser.h"

#include <charconv>

namespace basalt::bench {
namespace {

constexpr size_t kMaxHeadBytes = 64 * 1024;
constexpr std::string_view kLineEnd = "\r\n";

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<size_t> number(std::string_view text, int base) {
  size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  return value;
}

struct Framing {
  size_t length = 0;
  bool chunked = false;
  bool close = false;
};

std::optional<Framing> read_headers(std::string_view head) {
  Framing framing;
  size_t at = head.find(kLineEnd);
  while (at != std::string_view::npos) {
    at += kLineEnd.size();
    const size_t end = head.find(kLineEnd, at);
    const std::string_view line = head.substr(at, end == std::string_view::npos ? end : end - at);
    at = end;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equals_ignoring_case(name, "content-length")) {
      const auto length = number(value, 10);
      if (!length) return std::nullopt;
      framing.length = *length;
    } else if (equals_ignoring_case(name, "transfer-encoding")) {
      framing.chunked = equals_ignoring_case(value, "chunked");
    } else if (equals_ignoring_case(name, "connection")) {
      framing.close = equals_ignoring_case(value, "close");
    }
  }
  return framing;
}

}  // namespace

ParseOutcome ResponseParser::parse(std::string_view received, Response& response) {
  const size_t end = received.find("\r\n\r\n");
  if (end == std::string_view::npos) {
    return received.size() > kMaxHeadBytes ? ParseOutcome::kMalformed : ParseOutcome::kPartial;
  }
  const std::string_view head = received.substr(0, end);
  if (!head.starts_with("HTTP/1.") || head.size() < 12) return ParseOutcome::kMalformed;
  const auto status = number(head.substr(9, 3), 10);
  const auto framing = read_headers(head);
  if (!status || !framing) return ParseOutcome::kMalformed;
  response.status = static_cast<int>(*status);
  response.close = framing->close;
  const size_t head_size = end + 4;
  if (framing->chunked) return parse_chunks(received.substr(head_size), head_size, response);
  if (received.size() - head_size < framing->length) return ParseOutcome::kPartial;
  response.size = head_size + framing->length;
  response.body = received.substr(head_size, framing->length);
  return ParseOutcome::kComplete;
}

ParseOutcome ResponseParser::parse_chunks(std::string_view chunks, size_t head_size, Response& response) {
  joined_.clear();
  size_t at = 0;
  while (true) {
    const size_t line_end = chunks.find(kLineEnd, at);
    if (line_end == std::string_view::npos) return ParseOutcome::kPartial;
    const auto length = number(chunks.substr(at, line_end - at), 16);
    if (!length) return ParseOutcome::kMalformed;
    const size_t data = line_end + kLineEnd.size();
    if (chunks.size() - data < kLineEnd.size() || chunks.size() - data - kLineEnd.size() < *length) {
      return ParseOutcome::kPartial;
    }
    at = data + *length + kLineEnd.size();
    if (*length == 0) break;
    joined_.append(chunks.substr(data, *length));
  }
  response.size = head_size + at;
  response.body = joined_;
  return ParseOutcome::kComplete;
}

std::string_view error_type(std::string_view body) {
  constexpr std::string_view kMember = "\"__type\"";
  const size_t member = body.find(kMember);
  if (member == std::string_view::npos) return {};
  const size_t open = body.find('"', member + kMember.size());
  if (open == std::string_view::npos) return {};
  const size_t close = body.find('"', open + 1);
  if (close == std::string_view::npos) return {};
  const std::string_view name = body.substr(open + 1, close - open - 1);
  return name.substr(name.find('#') + 1);
}

}  // namespace basalt::bench
