// Decimal: DynamoDB's Number. Up to 38 significant digits, magnitude 1E-130
// to 9.9999999999999999999999999999999999999E+125, zero, both signs; exact; zeros around the digits are trimmed, so
// equal numbers have one representation.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
//
// A plain value: copy freely, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/result.h"

namespace basalt {

enum class NumberError : uint8_t {
  kNotANumber,     // "The parameter cannot be converted to a numeric value"
  kOverflow,       // magnitude above the range
  kUnderflow,      // not zero, magnitude below the range
  kTooManyDigits,  // more than 38 significant digits
};

class Decimal {
 public:
  static constexpr int kMaxDigits = 38;
  static constexpr int kMinExponent = -130;  // of the leading digit, scientific notation
  static constexpr int kMaxExponent = 125;
  // Longest text write() makes: sign, 38 digits with up to 130 zeros and a point.
  static constexpr size_t kMaxTextSize = 176;

  Decimal() = default;
  static Decimal from_int(int64_t value);
  // Accepts what AWS accepts: optional sign, digits with an optional point, optional exponent; leading and trailing
  // zeros do not count as digits. No white space, hex, inf or nan.
  static Result<Decimal, NumberError> parse(std::string_view text);

  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return negative_; }
  // value = (-1)^negative * coefficient * 10^exponent; the coefficient does not end in zero (and is 0 for zero).
  unsigned __int128 coefficient() const { return coefficient_; }
  int exponent() const { return exponent_; }
  // Significant digits of the coefficient, at least 1.
  int digits() const;
  // Exponent of the leading digit in scientific notation; 0 for zero.
  int leading_exponent() const { return exponent_ + digits() - 1; }
  static Decimal from_parts(bool negative, unsigned __int128 coefficient, int exponent);

  // The text AWS answers with: plain digits, never an exponent (decimal.cc has what was recorded).
  std::string to_string() const;
  // Writes that text to out (kMaxTextSize bytes must be there) and returns its length.
  size_t write(char* out) const;
  // The value as int64 when it is an integer in range (list indexes, TTL, limits).
  bool to_int64(int64_t& out) const;

  // Writes the digits of the coefficient to out (kMaxDigits bytes must be there) and returns how many they are.
  size_t write_coefficient(char* out) const;

  // Exact, or kOverflow / kUnderflow (a difference can be closer to zero than the range) / kTooManyDigits.
  static Result<Decimal, NumberError> add(const Decimal& a, const Decimal& b);
  static Result<Decimal, NumberError> subtract(const Decimal& a, const Decimal& b);
  Decimal negated() const;

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) = default;

 private:
  unsigned __int128 coefficient_ = 0;
  int16_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace basalt
