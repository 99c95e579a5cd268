// Request: one HTTP request as the pipeline sees it. Its buffers are reused from request to request.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace basalt::http {

enum class Method : uint8_t { kGet, kHead, kPost, kDelete, kOptions, kOther };

// The headers that mean something to Basalt; others are not kept.
enum class Header : uint8_t {
  kAcceptEncoding,
  kAccessControlRequestHeaders,
  kAccessControlRequestMethod,
  kAuthorization,
  kContentEncoding,
  kContentType,
  kDate,
  kExpect,
  kHost,
  kOrigin,
  kTraceparent,
  kXAmzDate,
  kXAmzTarget,
  kXAmznTraceId,
};
inline constexpr size_t kHeaders = 14;

// Compares as header names and tokens do.
bool equals_ignoring_case(std::string_view left, std::string_view right);
// nullopt: not one of ours.
std::optional<Header> header_of(std::string_view name);

class Request {
 public:
  // Forgets everything but keeps the memory, unless it is much.
  void clear();

  void set_line(Method method, std::string_view target);
  // The first of two headers with the same name stays.
  void add_header(Header header, std::string_view value);

  Method method() const { return method_; }
  std::string_view target() const { return view(target_); }
  std::string_view path() const { return target().substr(0, target().find('?')); }
  // What follows the '?'; empty when nothing does.
  std::string_view query() const;
  bool has(Header header) const { return headers_[index(header)].begin != kAbsent; }
  // "" when absent.
  std::string_view header(Header header) const;

  void append_body(std::string_view bytes) { body_.append(bytes); }
  void replace_body(std::string body) { body_ = std::move(body); }
  size_t body_size() const { return body_.size() - padding_; }
  // Makes wire::kBodyPadding bytes after the body readable. Nothing may be appended afterwards.
  void pad_body();
  std::string_view body() const { return {body_.data(), body_size()}; }

  bool keep_alive = true;

 private:
  static constexpr uint32_t kAbsent = UINT32_MAX;
  struct Slice {
    uint32_t begin = kAbsent;
    uint32_t size = 0;
  };
  static size_t index(Header header) { return static_cast<size_t>(header); }
  Slice keep(std::string_view text);
  std::string_view view(Slice slice) const { return {text_.data() + slice.begin, slice.size}; }

  Method method_ = Method::kOther;
  Slice target_{0, 0};
  std::array<Slice, kHeaders> headers_{};
  std::string text_;  // the target and the kept headers' values, one after another
  std::string body_;
  size_t padding_ = 0;
};

}  // namespace basalt::http
