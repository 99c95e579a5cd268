// The grammar (docs/key-format.md has it with vectors):
//
//   S        := 01 text end                B := 05 text end
//   text     := bytes, each 00 written as 00 FF
//   end      := 00 01                      below every byte that can continue the text, so prefixes sort first
//   zero     := 03
//   positive := 04 exponent pair* 00       exponent = leading exponent + 130; pair = two digits as 0..99, plus 1;
//                                          pairs start at the leading digit, the last one is filled with a 0
//   negative := 02 then the rest of its positive counterpart with all bits inverted
#include "basalt/keys/key_codec.h"

#include <cstring>

#include "basalt/base/check.h"

namespace basalt::keys {
namespace {

constexpr char kStringTag = 0x01;
constexpr char kNegativeTag = 0x02;
constexpr char kZeroTag = 0x03;
constexpr char kPositiveTag = 0x04;
constexpr char kBinaryTag = 0x05;

constexpr char kZeroByte = '\x00';
constexpr char kEscapedZero = '\xff';
constexpr char kTextEnd = '\x01';  // after a zero byte

constexpr uint8_t kNumberEnd = 0;
constexpr size_t kMaxPairs = Decimal::kMaxDigits / 2;
constexpr size_t kMaxNumberSize = 3 + kMaxPairs;  // tag, exponent, end

void append_escaped(std::string_view text, std::string& out) {
  for (;;) {
    const size_t zero = text.find(kZeroByte);
    out.append(text.substr(0, zero));
    if (zero == std::string_view::npos) return;
    out.push_back(kZeroByte);
    out.push_back(kEscapedZero);
    text.remove_prefix(zero + 1);
  }
}

void append_text(char tag, std::string_view text, std::string& out) {
  constexpr char kEnd[] = {kZeroByte, kTextEnd};
  out.push_back(tag);
  append_escaped(text, out);
  out.append(kEnd, sizeof(kEnd));
}

void append_number(const Decimal& number, std::string& out) {
  if (number.is_zero()) {
    out.push_back(kZeroTag);
    return;
  }
  char digits[Decimal::kMaxDigits + 1];
  const size_t count = number.write_coefficient(digits);
  digits[count] = '0';  // fills the last pair of an odd number of digits
  const int leading_exponent = number.exponent() + static_cast<int>(count) - 1;

  const uint8_t inversion = number.is_negative() ? 0xff : 0;
  char bytes[kMaxNumberSize];
  size_t size = 0;
  bytes[size++] = number.is_negative() ? kNegativeTag : kPositiveTag;
  bytes[size++] = static_cast<char>((leading_exponent - Decimal::kMinExponent) ^ inversion);
  for (size_t i = 0; i < count; i += 2) {
    const int pair = (digits[i] - '0') * 10 + (digits[i + 1] - '0');
    bytes[size++] = static_cast<char>((pair + 1) ^ inversion);
  }
  bytes[size++] = static_cast<char>(kNumberEnd ^ inversion);
  out.append(bytes, size);
}

std::optional<std::string> read_text(std::string_view& bytes) {
  std::string text;
  for (;;) {
    const size_t zero = bytes.find(kZeroByte);
    if (zero == std::string_view::npos || zero + 1 == bytes.size()) return std::nullopt;
    text.append(bytes.substr(0, zero));
    const char after = bytes[zero + 1];
    bytes.remove_prefix(zero + 2);
    if (after == kTextEnd) return text;
    if (after != kEscapedZero) return std::nullopt;
    text.push_back(kZeroByte);
  }
}

std::optional<Decimal> read_number(bool negative, std::string_view& bytes) {
  const uint8_t inversion = negative ? 0xff : 0;
  const auto byte_at = [&](size_t i) { return static_cast<uint8_t>(static_cast<uint8_t>(bytes[i]) ^ inversion); };
  if (bytes.empty()) return std::nullopt;
  const int leading_exponent = byte_at(0) + Decimal::kMinExponent;
  unsigned __int128 coefficient = 0;
  size_t size = 1;
  for (; size < bytes.size() && byte_at(size) != kNumberEnd; ++size) {
    const unsigned pair = byte_at(size) - 1u;
    const bool first_digit_is_zero = size == 1 && pair < 10;
    if (pair > 99 || first_digit_is_zero || size > kMaxPairs) return std::nullopt;
    coefficient = coefficient * 100 + pair;
  }
  const size_t pairs = size - 1;
  if (size == bytes.size() || pairs == 0 || coefficient % 100 == 0) return std::nullopt;
  bytes.remove_prefix(size + 1);
  return Decimal::from_parts(negative, coefficient, leading_exponent - (2 * static_cast<int>(pairs) - 1));
}

}  // namespace

void encode(const AttributeValue& value, std::string& out) {
  if (const auto* text = value.get_if<std::string>()) return append_text(kStringTag, *text, out);
  if (const auto* number = value.get_if<Decimal>()) return append_number(*number, out);
  const auto* binary = value.get_if<Binary>();
  CHECK(binary != nullptr);
  append_text(kBinaryTag, binary->bytes, out);
}

void encode(const ValueView& value, std::string& out) {
  if (value.type() == AttributeType::kNumber) return append_number(value.number(), out);
  append_text(value.type() == AttributeType::kString ? kStringTag : kBinaryTag, value.bytes(), out);
}

std::optional<AttributeValue> decode(std::string_view& bytes) {
  if (bytes.empty()) return std::nullopt;
  const char tag = bytes.front();
  bytes.remove_prefix(1);
  switch (tag) {
    case kStringTag:
    case kBinaryTag: {
      auto text = read_text(bytes);
      if (!text) return std::nullopt;
      return tag == kStringTag ? AttributeValue::string(std::move(*text)) : AttributeValue::binary(std::move(*text));
    }
    case kZeroTag:
      return AttributeValue::number(Decimal{});
    case kNegativeTag:
    case kPositiveTag: {
      const auto number = read_number(tag == kNegativeTag, bytes);
      if (!number) return std::nullopt;
      return AttributeValue::number(*number);
    }
    default:
      return std::nullopt;
  }
}

void encode_prefix(const AttributeValue& prefix, std::string& out) {
  const auto* text = prefix.get_if<std::string>();
  const auto* binary = prefix.get_if<Binary>();
  CHECK(text != nullptr || binary != nullptr);
  out.push_back(text != nullptr ? kStringTag : kBinaryTag);
  append_escaped(text != nullptr ? *text : binary->bytes, out);
}

std::string prefix_end(std::string_view prefix) {
  const size_t last = prefix.find_last_not_of('\xff');
  if (last == std::string_view::npos) return {};
  std::string end(prefix.substr(0, last + 1));
  end.back() = static_cast<char>(static_cast<uint8_t>(end.back()) + 1);
  return end;
}

}  // namespace basalt::keys
