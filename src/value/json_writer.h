// JsonWriter: the pieces of a JSON text on their way into a string.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "basalt/value/decimal.h"
#include "basalt/value/dynamodb_json.h"
#include "value/json_text.h"
#include "value/member_frames.h"

namespace basalt::json {

// Collects small pieces in a buffer of its own, so that each costs a copy and no growth check of the string.
class JsonWriter {
  // Larger pieces go into the string directly.
  static constexpr size_t kMaxCopied = 512;

 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  ~JsonWriter() { flush(); }

  template <size_t N>
  void literal(const char (&text)[N]) {
    std::memcpy(room(N - 1), text, N - 1);
    at_ += N - 1;
  }
  // Plain text, as it is.
  void raw(std::string_view text) {
    if (text.size() > kMaxCopied) return append(text);
    copy(text, room(text.size()));
    at_ += text.size();
  }
  // What stands between the quotes.
  void escaped(std::string_view text) {
    if (is_plain(text)) return raw(text);
    for (;;) {
      const size_t plain = plain_prefix(text);
      raw(text.substr(0, plain));
      if (plain == text.size()) return;
      at_ += write_escape(text[plain], room(kMaxEscapeSize));
      text.remove_prefix(plain + 1);
    }
  }
  // A member of an item whose value is one piece of plain text: separator "name":{"S":"content"}. The bulk of every
  // answer is made of these, so they are written with one check for room.
  void plain_member(char separator, std::string_view name, char type, std::string_view content) {
    constexpr size_t kFrameSize = 12;
    const size_t size = name.size() + content.size() + kFrameSize;
    if (size > kMaxCopied || !is_plain(name)) return long_member(separator, name, type, content);
    char* at = room(size);
    at[0] = separator;
    at[1] = '"';
    copy(name, at + 2);
    at += 2 + name.size();
    std::memcpy(at, R"(":{"S":")", 8);
    at[4] = type;
    copy(content, at + 8);
    at += 8 + content.size();
    std::memcpy(at, R"("})", 2);
    at_ += size;
  }
  // For writers of many small pieces: where the next byte goes, with kRoom bytes to write to. What is written goes on
  // by write_at() until end_at() tells where it stopped.
  static constexpr size_t kRoom = kMaxCopied + 64;
  char* begin_at() { return room(kRoom); }
  [[gnu::always_inline]] char* write_at(char* at, const MemberFrame& frame, std::string_view content) {
    if (static_cast<size_t>(buffer_ + sizeof(buffer_) - at) < kRoom) at = flushed(at);
    frame.write(at);
    at += frame.text_size();
    if (content.size() <= kMaxCopied) {
      copy(content, at);
      at += content.size();
    } else {
      at = appended(at, content);
    }
    std::memcpy(at, R"("})", 2);
    return at + 2;
  }
  void end_at(char* at) { at_ = at; }
  void number(const Decimal& number) { at_ += number.write(room(Decimal::kMaxTextSize)); }
  void base64(std::string_view bytes) {
    const size_t size = base64_size(bytes.size());
    if (size > sizeof(buffer_) / 2) {
      flush();
      write_base64(bytes, out_);
      return;
    }
    encode_base64(bytes, room(size));
    at_ += size;
  }

 private:
  void long_member(char separator, std::string_view name, char type, std::string_view content) {
    raw({&separator, 1});
    literal("\"");
    escaped(name);
    literal("\":{\"");
    raw({&type, 1});
    literal("\":\"");
    raw(content);
    literal("\"}");
  }
  char* flushed(char* at) {
    at_ = at;
    flush();
    return at_;
  }
  char* appended(char* at, std::string_view text) {
    at_ = at;
    append(text);
    return at_;
  }
  void append(std::string_view text) {
    flush();
    out_.append(text);
  }
  char* room(size_t size) {
    if (static_cast<size_t>(buffer_ + sizeof(buffer_) - at_) < size) flush();
    return at_;
  }
  void flush() {
    out_.append(buffer_, static_cast<size_t>(at_ - buffer_));
    at_ = buffer_;
  }

  std::string& out_;
  char buffer_[4096];
  char* at_ = buffer_;
};

}  // namespace basalt::json
