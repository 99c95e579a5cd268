// The coefficient is an unsigned 128-bit integer: 10^38 fits it, and so does the sum of two coefficients.
//
// The text: AWS answers with plain digits over the whole range, never with an exponent, and so do we. Recorded from
// AWS: 9.99...E+125 comes back as 38 nines and 88 zeros, 1E-130 as "0.", 129 zeros and a one, 1.5E2 as "150", -0 as
// "0", 3.1400 as "3.14".
#include "basalt/value/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace basalt {
namespace {

using Wide = unsigned __int128;

constexpr int kHalfDigits = 19;  // decimal digits that always fit 64 bits

constexpr std::array<Wide, 39> kPowersOfTen = [] {
  std::array<Wide, 39> powers{};
  Wide power = 1;
  for (Wide& entry : powers) {
    entry = power;
    power *= 10;
  }
  return powers;
}();
constexpr auto kTenTo19 = static_cast<uint64_t>(kPowersOfTen[kHalfDigits]);

int count_digits(Wide coefficient) {
  int digits = 1;
  while (digits < static_cast<int>(kPowersOfTen.size()) && coefficient >= kPowersOfTen[digits]) ++digits;
  return digits;
}

// Drops the zeros at the end of the coefficient into the exponent.
void trim(Wide& coefficient, int& exponent) {
  for (; coefficient > UINT64_MAX && coefficient % 10 == 0; ++exponent) coefficient /= 10;
  if (coefficient > UINT64_MAX) return;
  auto small = static_cast<uint64_t>(coefficient);  // 128-bit divisions are slow
  for (; small != 0 && small % 10 == 0; ++exponent) small /= 10;
  coefficient = small;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits of a number's text, without the zeros around them.
class SignificantDigits {
 public:
  void add(unsigned digit) {
    if (digit == 0) {
      if (count_ > 0) ++zeros_;
      return;
    }
    count_ += zeros_ + 1;
    if (count_ <= Decimal::kMaxDigits) {
      for (; zeros_ > 0; --zeros_) append(0);
      append(digit);
    }
    zeros_ = 0;
  }
  int64_t count() const { return count_; }
  int64_t trailing_zeros() const { return zeros_; }
  Wide coefficient() const {
    return appended_ <= kHalfDigits ? Wide{high_} : high_ * kPowersOfTen[appended_ - kHalfDigits] + low_;
  }

 private:
  void append(unsigned digit) {
    uint64_t& half = appended_ < kHalfDigits ? high_ : low_;
    half = half * 10 + digit;
    ++appended_;
  }

  uint64_t high_ = 0;  // the first 19 digits
  uint64_t low_ = 0;   // those after them
  int appended_ = 0;
  int64_t count_ = 0;
  int64_t zeros_ = 0;  // seen since the last digit that was not zero
};

// Reads "e" and what follows at `at`, up to `end`. Huge exponents saturate: the text is shorter than the bound, so no
// number of zeros in it can bring such an exponent back into range.
bool read_exponent(const char* at, const char* end, int64_t& exponent) {
  constexpr int64_t kBound = int64_t{1} << 50;
  ++at;
  const bool negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) ++at;
  if (at == end) return false;
  int64_t magnitude = 0;
  for (; at < end; ++at) {
    if (!is_digit(*at)) return false;
    magnitude = std::min(kBound, magnitude * 10 + (*at - '0'));
  }
  exponent = negative ? -magnitude : magnitude;
  return true;
}

}  // namespace

Result<Decimal, NumberError> Decimal::parse(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) ++at;

  SignificantDigits digits;
  const char* const integer = at;
  for (; at < end && is_digit(*at); ++at) digits.add(static_cast<unsigned>(*at - '0'));
  int64_t seen = at - integer;
  int64_t fraction = 0;
  if (at < end && *at == '.') {
    const char* const first = ++at;
    for (; at < end && is_digit(*at); ++at) digits.add(static_cast<unsigned>(*at - '0'));
    fraction = at - first;
    seen += fraction;
  }
  if (seen == 0) return Failure{NumberError::kNotANumber};
  int64_t exponent = 0;
  if (at < end && ((*at | 0x20) != 'e' || !read_exponent(at, end, exponent))) return Failure{NumberError::kNotANumber};

  Decimal number;
  if (digits.count() == 0) return number;
  // AWS looks at the magnitude before it counts digits.
  exponent += digits.trailing_zeros() - fraction;
  const int64_t leading = exponent + digits.count() - 1;
  if (leading > kMaxExponent) return Failure{NumberError::kOverflow};
  if (leading < kMinExponent) return Failure{NumberError::kUnderflow};
  if (digits.count() > kMaxDigits) return Failure{NumberError::kTooManyDigits};
  number.coefficient_ = digits.coefficient();
  number.exponent_ = static_cast<int16_t>(exponent);
  number.negative_ = negative;
  return number;
}

Decimal Decimal::from_int(int64_t value) {
  const uint64_t magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  return from_parts(value < 0, magnitude, 0);
}

Decimal Decimal::from_parts(bool negative, unsigned __int128 coefficient, int exponent) {
  Decimal number;
  if (coefficient == 0) return number;
  trim(coefficient, exponent);
  CHECK(coefficient < kPowersOfTen[kMaxDigits]);
  number.coefficient_ = coefficient;
  const int leading = exponent + count_digits(coefficient) - 1;
  CHECK(leading >= kMinExponent && leading <= kMaxExponent);
  number.exponent_ = static_cast<int16_t>(exponent);
  number.negative_ = negative;
  return number;
}

int Decimal::digits() const { return count_digits(coefficient_); }

size_t Decimal::write_coefficient(char* out) const {
  if (coefficient_ < kTenTo19) {
    return static_cast<size_t>(std::to_chars(out, out + kMaxDigits, static_cast<uint64_t>(coefficient_)).ptr - out);
  }
  char* const end = std::to_chars(out, out + kMaxDigits, static_cast<uint64_t>(coefficient_ / kTenTo19)).ptr;
  auto low = static_cast<uint64_t>(coefficient_ % kTenTo19);
  for (int digit = kHalfDigits - 1; digit >= 0; --digit, low /= 10) end[digit] = static_cast<char>('0' + low % 10);
  return static_cast<size_t>(end + kHalfDigits - out);
}

size_t Decimal::write(char* out) const {
  char* at = out;
  if (negative_) *at++ = '-';
  if (exponent_ >= 0) {
    at += write_coefficient(at);
    std::memset(at, '0', static_cast<size_t>(exponent_));
    return static_cast<size_t>(at + exponent_ - out);
  }
  char text[kMaxDigits];
  const size_t size = write_coefficient(text);
  const auto fraction = static_cast<size_t>(-exponent_);
  if (size > fraction) {
    const size_t integer = size - fraction;
    std::memcpy(at, text, integer);
    at[integer] = '.';
    std::memcpy(at + integer + 1, text + integer, fraction);
    return static_cast<size_t>(at + size + 1 - out);
  }
  *at++ = '0';
  *at++ = '.';
  std::memset(at, '0', fraction - size);
  std::memcpy(at + fraction - size, text, size);
  return static_cast<size_t>(at + fraction - out);
}

std::string Decimal::to_string() const {
  char text[kMaxTextSize];
  return std::string(text, write(text));
}

bool Decimal::to_int64(int64_t& out) const {
  constexpr int kMaxInt64Digits = 19;
  if (exponent_ < 0 || digits() + exponent_ > kMaxInt64Digits) return false;
  const Wide magnitude = coefficient_ * kPowersOfTen[exponent_];
  const Wide limit = (Wide{1} << 63) - (negative_ ? 0 : 1);
  if (magnitude > limit) return false;
  const auto bits = static_cast<uint64_t>(magnitude);
  out = static_cast<int64_t>(negative_ ? 0 - bits : bits);
  return true;
}

// Of a sum with more digits than a Decimal holds: AWS looks at the magnitude first. Far more digits than decide it are
// there, so a floating-point sum tells.
static NumberError excess_of_sum(const Decimal& a, const Decimal& b) {
  const auto approximate = [](const Decimal& number) {
    return static_cast<long double>(number.coefficient()) *
           std::pow(10.0L, static_cast<long double>(number.exponent()));
  };
  const bool too_large = a.is_negative() == b.is_negative() &&
                         approximate(a) + approximate(b) >= std::pow(10.0L, Decimal::kMaxExponent + 1);
  return too_large ? NumberError::kOverflow : NumberError::kTooManyDigits;
}

// With different exponents the sum ends in the last digit of the lower one, so nothing can be trimmed: when the higher
// coefficient, shifted, leaves 128 bits (above 3.4 * 10^38), taking a 38-digit number away leaves 39 digits still.
Result<Decimal, NumberError> Decimal::add(const Decimal& a, const Decimal& b) {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  const Decimal& high = a.exponent_ >= b.exponent_ ? a : b;
  const Decimal& low = a.exponent_ >= b.exponent_ ? b : a;
  const int shift = high.exponent_ - low.exponent_;
  Wide shifted = 0;
  if (shift > kMaxDigits || __builtin_mul_overflow(high.coefficient_, kPowersOfTen[shift], &shifted)) {
    return Failure{excess_of_sum(a, b)};
  }
  Decimal sum;
  int exponent = low.exponent_;
  if (high.negative_ == low.negative_) {
    if (__builtin_add_overflow(shifted, low.coefficient_, &sum.coefficient_)) {
      return Failure{excess_of_sum(a, b)};
    }
    sum.negative_ = high.negative_;
  } else {
    const bool high_wins = shifted > low.coefficient_;
    sum.coefficient_ = high_wins ? shifted - low.coefficient_ : low.coefficient_ - shifted;
    sum.negative_ = high_wins ? high.negative_ : low.negative_;
  }
  if (sum.is_zero()) return Decimal{};
  trim(sum.coefficient_, exponent);
  if (sum.coefficient_ >= kPowersOfTen[kMaxDigits]) return Failure{excess_of_sum(a, b)};
  const int leading = exponent + count_digits(sum.coefficient_) - 1;
  if (leading > kMaxExponent) return Failure{NumberError::kOverflow};
  if (leading < kMinExponent) return Failure{NumberError::kUnderflow};
  sum.exponent_ = static_cast<int16_t>(exponent);
  return sum;
}

Result<Decimal, NumberError> Decimal::subtract(const Decimal& a, const Decimal& b) { return add(a, b.negated()); }

Decimal Decimal::negated() const {
  Decimal number = *this;
  number.negative_ = !negative_ && !is_zero();
  return number;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.negative_ != b.negative_) return b.negative_ <=> a.negative_;
  if (a.is_zero() || b.is_zero()) {
    // Not negative, either of them.
    return !a.is_zero() <=> !b.is_zero();
  }
  const int a_digits = a.digits();
  const int b_digits = b.digits();
  auto magnitude = a.exponent_ + a_digits <=> b.exponent_ + b_digits;
  if (magnitude == 0) {
    const int digits = std::max(a_digits, b_digits);
    magnitude = a.coefficient_ * kPowersOfTen[digits - a_digits] <=> b.coefficient_ * kPowersOfTen[digits - b_digits];
  }
  return a.negative_ ? 0 <=> magnitude : magnitude;
}

}  // namespace basalt
