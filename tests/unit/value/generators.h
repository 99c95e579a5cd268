// Random values for property tests (rapidcheck). A failing run prints how to repeat it.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "basalt/value/attribute_value.h"
#include "basalt/value/dynamodb_json.h"

namespace basalt {

inline std::ostream& operator<<(std::ostream& out, const Decimal& number) { return out << number.to_string(); }
inline std::ostream& operator<<(std::ostream& out, const AttributeValue& value) {
  std::string json;
  write_json(value, json);
  return out << json;
}
inline std::ostream& operator<<(std::ostream& out, const Item& item) {
  std::string json;
  write_json(item, json);
  return out << json;
}

}  // namespace basalt

namespace basalt::testing {

// One to 38 digits, neither the first nor the last a zero.
inline rc::Gen<std::string> significant_digits() {
  return rc::gen::exec([] {
    const int count = *rc::gen::inRange(1, Decimal::kMaxDigits + 1);
    std::string digits;
    while (digits.size() < static_cast<size_t>(count)) digits += std::to_string(*rc::gen::arbitrary<uint64_t>());
    digits.resize(static_cast<size_t>(count));
    if (digits.front() == '0') digits.front() = '7';
    if (digits.back() == '0') digits.back() = '3';
    return digits;
  });
}

inline unsigned __int128 coefficient_of(const std::string& digits) {
  unsigned __int128 coefficient = 0;
  for (const char digit : digits) coefficient = coefficient * 10 + static_cast<unsigned>(digit - '0');
  return coefficient;
}

// Numbers whose leading digit has an exponent within [lowest, highest]; zero now and then.
// At full size always: rapidcheck would begin with exponents close to the lowest.
inline rc::Gen<Decimal> decimals(int lowest = Decimal::kMinExponent, int highest = Decimal::kMaxExponent) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::exec([lowest, highest] {
                           if (*rc::gen::inRange(0, 20) == 0) return Decimal{};
                           const std::string digits = *significant_digits();
                           const int leading = *rc::gen::inRange(lowest, highest + 1);
                           const bool negative = *rc::gen::inRange(0, 2) == 1;
                           return Decimal::from_parts(negative, coefficient_of(digits),
                                                      leading - static_cast<int>(digits.size()) + 1);
                         }));
}

// Strings of every kind that matters: plain, with escapes, with zero bytes, beyond ASCII. Always UTF-8.
inline rc::Gen<std::string> texts() {
  return rc::gen::exec([] {
    static const std::vector<std::string> kPieces = {"a",
                                                     "b",
                                                     "z",
                                                     "\"",
                                                     "\\",
                                                     "\n",
                                                     "\x01",
                                                     "\x1f",
                                                     " ",
                                                     "\x7f",
                                                     "/",
                                                     std::string(1, '\0'),
                                                     "\xc3\xa9",
                                                     "\xe2\x82\xac",
                                                     "\xf0\x9f\x98\x80"};
    std::string text;
    const int pieces = *rc::gen::inRange(0, 24);
    const size_t kinds = *rc::gen::inRange(0, 2) == 0 ? 3 : kPieces.size();
    for (int i = 0; i < pieces; ++i) text += kPieces[*rc::gen::inRange<size_t>(0, kinds)];
    return text;
  });
}

// Few byte values, so that prefixes and zero bytes meet often.
inline rc::Gen<std::string> byte_strings() {
  return rc::gen::container<std::string>(rc::gen::element('\x00', '\x01', 'a', '\x7f', '\xfe', '\xff'));
}

inline rc::Gen<AttributeValue> key_values() {
  return rc::gen::oneOf(rc::gen::map(texts(), &AttributeValue::string),
                        rc::gen::map(decimals(), &AttributeValue::number),
                        rc::gen::map(byte_strings(), &AttributeValue::binary));
}

inline rc::Gen<Item> items(int depth);

inline rc::Gen<AttributeValue> values(int depth) {
  return rc::gen::exec([depth] {
    switch (*rc::gen::inRange(1, depth == 0 ? 9 : 11)) {
      case 1:
        return AttributeValue::string_set(*rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(texts())));
      case 2:
        return AttributeValue::number_set(*rc::gen::nonEmpty(rc::gen::container<std::vector<Decimal>>(decimals())));
      case 3: {
        std::vector<Binary> set;
        for (std::string& bytes : *rc::gen::container<std::vector<std::string>>(byte_strings())) set.push_back({bytes});
        return AttributeValue::binary_set(std::move(set));
      }
      case 4:
        return AttributeValue::null();
      case 5:
        return AttributeValue::boolean(*rc::gen::inRange(0, 2) == 1);
      case 9: {
        List list;
        for (int left = *rc::gen::inRange(0, 6); left > 0; --left) list.push_back(*values(depth - 1));
        return AttributeValue::list(std::move(list));
      }
      case 10:
        return AttributeValue::map(*items(depth - 1));
      default:
        return *key_values();
    }
  });
}

inline rc::Gen<Item> items(int depth) {
  return rc::gen::exec([depth] {
    Item item;
    for (int left = *rc::gen::inRange(0, 7); left > 0; --left) item.set(*texts(), *values(depth));
    return item;
  });
}

}  // namespace basalt::testing
