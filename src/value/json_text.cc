// Escapes as AWS writes them: the short forms of JSON where there is one, \u00XX for the other control characters,
// everything else (the slash, DEL, all of Unicode above ASCII) as it is.
#include "value/json_text.h"

#include <cstring>

#include "basalt/value/dynamodb_json.h"

namespace basalt {
namespace json {
namespace {

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

size_t plain_prefix(std::string_view text) {
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const char* at = begin;
  while (end - at >= 16 && !is_special(at)) at += 16;
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
