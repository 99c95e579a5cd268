// Escapes as AWS writes them: the short forms of JSON where there is one, \u00XX for the other control characters,
// everything else (the slash, DEL, all of Unicode above ASCII) as it is.
#include "value/json_text.h"

#include <cstdint>
#include <cstring>

#include "basalt/value/dynamodb_json.h"

namespace basalt {
namespace json {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighBits = 0x8080808080808080;

template <class Word>
Word load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

// Whether a byte of word is zero. Right about the word as a whole, which is all that is asked.
constexpr uint64_t zero_bytes(uint64_t word) { return (word - kOnes) & ~word & kHighBits; }

// Not zero when one of eight bytes is below 0x20, a quote or a backslash.
constexpr uint64_t special_bytes(uint64_t word) {
  const uint64_t control = (word - kOnes * 0x20) & ~word & kHighBits;
  return control | zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\'));
}

}  // namespace

bool is_plain(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (text.size() >= 8) {
    const char* const last_word = end - 8;
    uint64_t special = special_bytes(load<uint64_t>(last_word));
    for (; at < last_word && special == 0; at += 8) special = special_bytes(load<uint64_t>(at));
    return special == 0;
  }
  // Names are short: overlapping loads cover them without a loop.
  uint64_t word = kOnes * ' ';
  if (text.size() >= 4) {
    word = uint64_t{load<uint32_t>(at)} << 32 | load<uint32_t>(end - 4);
  } else if (!text.empty()) {
    std::memcpy(&word, at, 1);
    std::memcpy(reinterpret_cast<char*>(&word) + 1, at + text.size() / 2, 1);
    std::memcpy(reinterpret_cast<char*>(&word) + 2, end - 1, 1);
  }
  return special_bytes(word) == 0;
}

size_t plain_prefix(std::string_view text) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* at = begin;
  while (end - at >= 8 && special_bytes(load<uint64_t>(at)) == 0) at += 8;
  while (at < end && is_plain(*at)) ++at;
  return static_cast<size_t>(at - begin);
}

size_t write_escape(char byte, char* out) {
  out[0] = '\\';
  switch (byte) {
    case '"':
      out[1] = '"';
      return 2;
    case '\\':
      out[1] = '\\';
      return 2;
    case '\b':
      out[1] = 'b';
      return 2;
    case '\f':
      out[1] = 'f';
      return 2;
    case '\n':
      out[1] = 'n';
      return 2;
    case '\r':
      out[1] = 'r';
      return 2;
    case '\t':
      out[1] = 't';
      return 2;
    default:
      break;
  }
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto code = static_cast<unsigned char>(byte);
  std::memcpy(out + 1, "u00", 3);
  out[4] = kHex[code >> 4];
  out[5] = kHex[code & 15];
  return kMaxEscapeSize;
}

}  // namespace json

bool is_plain_json_text(std::string_view text) { return json::is_plain(text); }

void write_json_string(std::string_view text, std::string& out) {
  out.push_back('"');
  for (;;) {
    const size_t plain = json::plain_prefix(text);
    out.append(text.substr(0, plain));
    if (plain == text.size()) break;
    char escape[json::kMaxEscapeSize];
    out.append(escape, json::write_escape(text[plain], escape));
    text.remove_prefix(plain + 1);
  }
  out.push_back('"');
}

}  // namespace basalt
