#include <array>
#include <cstdint>
#include <cstring>

#include "basalt/value/dynamodb_json.h"
#include "value/json_text.h"

namespace basalt {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kPad = '=';
constexpr uint8_t kInvalid = 0xff;

// The two characters of every 12 bits: three bytes take two look-ups.
constexpr std::array<std::array<char, 2>, 4096> kPairs = [] {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (size_t bits = 0; bits < pairs.size(); ++bits) pairs[bits] = {kAlphabet[bits >> 6], kAlphabet[bits & 63]};
  return pairs;
}();

constexpr std::array<uint8_t, 256> kValues = [] {
  std::array<uint8_t, 256> values{};
  for (uint8_t& value : values) value = kInvalid;
  for (size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<uint8_t>(i);
  }
  return values;
}();

uint32_t byte_at(const char* at) { return static_cast<unsigned char>(*at); }
uint8_t value_at(const char* at) { return kValues[static_cast<unsigned char>(*at)]; }

// The last group of four, with its padding. Returns the bytes it stands for, 0 when it is not base64.
size_t decode_last_group(const char* in, char* out) {
  const size_t characters = in[3] != kPad ? 4 : in[2] != kPad ? 3 : 2;
  uint32_t bits = 0;
  for (size_t i = 0; i < 4; ++i) {
    const uint8_t value = i < characters ? value_at(in + i) : 0;
    if (value == kInvalid) return 0;
    bits = bits << 6 | value;
  }
  const size_t bytes = characters - 1;
  // Bits that stand for no byte must be zero: each byte string has one text.
  if ((bits & ((1u << (24 - 8 * bytes)) - 1)) != 0) return 0;
  for (size_t i = 0; i < bytes; ++i) out[i] = static_cast<char>(bits >> (16 - 8 * i));
  return bytes;
}

}  // namespace

void json::encode_base64(std::string_view bytes, char* out) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  for (; end - at >= 3; at += 3, out += 4) {
    const uint32_t bits = byte_at(at) << 16 | byte_at(at + 1) << 8 | byte_at(at + 2);
    std::memcpy(out, kPairs[bits >> 12].data(), 2);
    std::memcpy(out + 2, kPairs[bits & 0xfff].data(), 2);
  }
  if (at == end) return;
  const bool two = end - at == 2;
  const uint32_t bits = byte_at(at) << 16 | (two ? byte_at(at + 1) << 8 : 0);
  std::memcpy(out, kPairs[bits >> 12].data(), 2);
  out[2] = two ? kAlphabet[bits >> 6 & 63] : kPad;
  out[3] = kPad;
}

void write_base64(std::string_view bytes, std::string& out) {
  const size_t begin = out.size();
  out.resize(begin + json::base64_size(bytes.size()));
  json::encode_base64(bytes, out.data() + begin);
}

bool read_base64(std::string_view text, std::string& out) {
  out.clear();
  if (text.size() % 4 != 0) return false;
  if (text.empty()) return true;
  out.resize(text.size() / 4 * 3);
  const char* in = text.data();
  const char* const last_group = in + text.size() - 4;
  char* to = out.data();
  for (; in < last_group; in += 4, to += 3) {
    const uint8_t a = value_at(in);
    const uint8_t b = value_at(in + 1);
    const uint8_t c = value_at(in + 2);
    const uint8_t d = value_at(in + 3);
    if ((a | b | c | d) == kInvalid) return false;
    const uint32_t bits = uint32_t{a} << 18 | uint32_t{b} << 12 | uint32_t{c} << 6 | d;
    to[0] = static_cast<char>(bits >> 16);
    to[1] = static_cast<char>(bits >> 8);
    to[2] = static_cast<char>(bits);
  }
  const size_t bytes = decode_last_group(in, to);
  out.resize(static_cast<size_t>(to - out.data()) + bytes);
  return bytes != 0;
}

}  // namespace basalt
