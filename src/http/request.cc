#include "http/request.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/wire/dispatcher.h"

namespace basalt::http {
namespace {

// Memory kept for the next request.
constexpr size_t kKeptBodyBytes = 16 << 10;
constexpr size_t kKeptTextBytes = 16 << 10;

constexpr std::array<std::string_view, kHeaders> kNames = {
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "authorization",
    "content-encoding",
    "content-type",
    "date",
    "expect",
    "host",
    "origin",
    "traceparent",
    "x-amz-date",
    "x-amz-target",
    "x-amzn-trace-id",
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

void forget(std::string& text, size_t kept_bytes) {
  text.clear();
  if (text.capacity() > kept_bytes) text.shrink_to_fit();
}

}  // namespace

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<Header> header_of(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    // Lengths and last letters differ so much that this is one or two comparisons a header.
    if (kNames[i].size() == name.size() && equals_ignoring_case(kNames[i], name)) return static_cast<Header>(i);
  }
  return std::nullopt;
}

void Request::clear() {
  method_ = Method::kOther;
  target_ = Slice{0, 0};
  headers_.fill(Slice{});
  forget(text_, kKeptTextBytes);
  forget(body_, kKeptBodyBytes);
  padding_ = 0;
  keep_alive = true;
}

void Request::set_line(Method method, std::string_view target) {
  method_ = method;
  target_ = keep(target);
}

void Request::add_header(Header header, std::string_view value) {
  if (!has(header)) headers_[index(header)] = keep(value);
}

std::string_view Request::query() const {
  const size_t mark = target().find('?');
  return mark == std::string_view::npos ? std::string_view{} : target().substr(mark + 1);
}

std::string_view Request::header(Header header) const {
  return has(header) ? view(headers_[index(header)]) : std::string_view{};
}

void Request::pad_body() {
  CHECK(padding_ == 0);
  body_.append(wire::kBodyPadding, '\0');
  padding_ = wire::kBodyPadding;
}

Request::Slice Request::keep(std::string_view text) {
  const Slice slice{static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(text.size())};
  text_.append(text);
  return slice;
}

}  // namespace basalt::http
