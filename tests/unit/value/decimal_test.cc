#include "basalt/value/decimal.h"

#include <rapidcheck/gtest.h>

#include <array>

#include "unit/value/generators.h"

namespace basalt {
namespace {

using testing::coefficient_of;
using testing::decimals;
using testing::significant_digits;

Decimal number(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.ok() ? *parsed : Decimal{};
}

std::string round_trip(std::string_view text) { return number(text).to_string(); }

NumberError error_of(const Result<Decimal, NumberError>& result) {
  EXPECT_FALSE(result.ok());
  return result.ok() ? NumberError::kNotANumber : result.error();
}

TEST(Decimal, WritesWhatAwsAnswers) {
  EXPECT_EQ(round_trip("0"), "0");
  EXPECT_EQ(round_trip("-0"), "0");
  EXPECT_EQ(round_trip("0.000"), "0");
  EXPECT_EQ(round_trip("0e999999999999999999999"), "0");
  EXPECT_EQ(round_trip("00042"), "42");
  EXPECT_EQ(round_trip("+5"), "5");
  EXPECT_EQ(round_trip("1."), "1");
  EXPECT_EQ(round_trip(".5"), "0.5");
  EXPECT_EQ(round_trip("1.0"), "1");
  EXPECT_EQ(round_trip("3.1400"), "3.14");
  EXPECT_EQ(round_trip("1.5E2"), "150");
  EXPECT_EQ(round_trip("1.5e+2"), "150");
  EXPECT_EQ(round_trip("-56.789"), "-56.789");
  EXPECT_EQ(round_trip("100"), "100");
  EXPECT_EQ(round_trip("0.001"), "0.001");
  EXPECT_EQ(round_trip("0000012345678901234567890123456789012345678"), "12345678901234567890123456789012345678");
  EXPECT_EQ(round_trip("-00001.23456789012345678901234567890123456780000"), "-1.2345678901234567890123456789012345678");
}

TEST(Decimal, WritesTheEndsOfTheRangeInPlainDigits) {
  const std::string largest = std::string(38, '9') + std::string(88, '0');
  const std::string smallest = "0." + std::string(129, '0') + "1";
  EXPECT_EQ(round_trip("0009.99999999999999999999999999999999999990000e125"), largest);
  EXPECT_EQ(round_trip("-9.9999999999999999999999999999999999999E+125"), "-" + largest);
  EXPECT_EQ(round_trip("0001.000e-130"), smallest);
  EXPECT_EQ(round_trip("-1E-130"), "-" + smallest);
  const Decimal longest = number("-1.2345678901234567890123456789012345678e-130");
  EXPECT_LE(longest.to_string().size(), Decimal::kMaxTextSize);
  EXPECT_EQ(round_trip(longest.to_string()), longest.to_string());
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"",    "-",   "+",   ".",     "-.",    "e5",    "1e",   "1e+", "1e-", "a",     "1a",    " 1",      "1 ",
        "1 2", "--1", "+-1", "1.2.3", "1e5.5", "1e5e5", "0x10", "inf", "NaN", "1,000", "1_000", "\xd9\xa1"}) {
    EXPECT_EQ(error_of(Decimal::parse(text)), NumberError::kNotANumber) << text;
  }
  EXPECT_EQ(error_of(Decimal::parse(std::string_view("1\0", 2))), NumberError::kNotANumber);
}

TEST(Decimal, RefusesWhatIsOutOfRange) {
  EXPECT_EQ(error_of(Decimal::parse("1e126")), NumberError::kOverflow);
  EXPECT_EQ(error_of(Decimal::parse("-1e126")), NumberError::kOverflow);
  EXPECT_EQ(error_of(Decimal::parse("10e125")), NumberError::kOverflow);
  EXPECT_EQ(error_of(Decimal::parse("1e99999999999999999999999")), NumberError::kOverflow);
  EXPECT_EQ(error_of(Decimal::parse("1e-131")), NumberError::kUnderflow);
  EXPECT_EQ(error_of(Decimal::parse("0.1e-130")), NumberError::kUnderflow);
  EXPECT_EQ(error_of(Decimal::parse("1e-99999999999999999999999")), NumberError::kUnderflow);
  EXPECT_EQ(error_of(Decimal::parse("123456789012345678901234567890123456789")), NumberError::kTooManyDigits);
  EXPECT_EQ(error_of(Decimal::parse("-1.23456789012345678901234567890123456789")), NumberError::kTooManyDigits);
  EXPECT_EQ(error_of(Decimal::parse("1" + std::string(37, '0') + "1")), NumberError::kTooManyDigits);
  // The magnitude is looked at first.
  EXPECT_EQ(error_of(Decimal::parse("1.23456789012345678901234567890123456789e126")), NumberError::kOverflow);
  EXPECT_EQ(error_of(Decimal::parse("1.23456789012345678901234567890123456789e-131")), NumberError::kUnderflow);
}

TEST(Decimal, ZerosAroundTheDigitsDoNotCount) {
  EXPECT_EQ(round_trip(std::string(100000, '0') + "7" + "." + std::string(100000, '0')), "7");
  EXPECT_EQ(round_trip("0." + std::string(1000, '0') + "1e1001"), "1");
  EXPECT_EQ(round_trip("1" + std::string(1000, '0') + "e-1000"), "1");
}

TEST(Decimal, KeepsOneRepresentation) {
  EXPECT_EQ(number("100"), number("1e2"));
  EXPECT_EQ(Decimal::from_int(100), number("100.000"));
  EXPECT_EQ(Decimal::from_parts(true, 0, 5), Decimal{});
  const Decimal parts = Decimal::from_parts(true, 12300, -4);
  EXPECT_EQ(parts.to_string(), "-1.23");
  EXPECT_EQ(parts.digits(), 3);
  EXPECT_EQ(parts.leading_exponent(), 0);
  EXPECT_EQ(Decimal{}.digits(), 1);
  EXPECT_EQ(Decimal{}.leading_exponent(), 0);
}

TEST(Decimal, ConvertsToAndFromInt64) {
  for (const int64_t value : {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{1000}, INT64_MAX, INT64_MIN}) {
    int64_t out = 77;
    EXPECT_EQ(Decimal::from_int(value).to_string(), std::to_string(value));
    ASSERT_TRUE(Decimal::from_int(value).to_int64(out));
    EXPECT_EQ(out, value);
  }
  int64_t out = 0;
  for (const char* text : {"0.5", "1.5", "9223372036854775808", "-9223372036854775809", "1e19", "1e125", "1e-130"}) {
    EXPECT_FALSE(number(text).to_int64(out)) << text;
  }
}

TEST(Decimal, AddsExactlyOrNotAtAll) {
  const auto sum = [](const std::string& a, const std::string& b) { return Decimal::add(number(a), number(b)); };
  EXPECT_EQ(sum("1", "2")->to_string(), "3");
  EXPECT_EQ(sum("0.1", "0.2")->to_string(), "0.3");
  EXPECT_EQ(sum("5", "-5")->to_string(), "0");
  EXPECT_EQ(sum("1e37", "-1")->to_string(), std::string(37, '9'));
  EXPECT_EQ(sum("1e38", "-1")->to_string(), std::string(38, '9'));
  EXPECT_EQ(sum("99999999999999999999999999999999999999", "1")->to_string(), "1" + std::string(38, '0'));
  EXPECT_EQ(error_of(sum("1e38", "1")), NumberError::kTooManyDigits);
  EXPECT_EQ(error_of(sum("9.9999999999999999999999999999999999999e125", "1e80")), NumberError::kTooManyDigits);
  EXPECT_EQ(error_of(sum("1e39", "-1")), NumberError::kTooManyDigits);
  // Magnitude comes first.
  const std::string largest = "9.9999999999999999999999999999999999999e125";
  EXPECT_EQ(error_of(sum(largest, largest)), NumberError::kOverflow);
  EXPECT_EQ(error_of(sum("-" + largest, "-" + largest)), NumberError::kOverflow);
  EXPECT_EQ(error_of(sum(largest, "9.9999999999999999999999999999999999999e124")), NumberError::kOverflow);
  EXPECT_EQ(error_of(sum("1e125", "1e-130")), NumberError::kTooManyDigits);
  EXPECT_EQ(error_of(sum("99999999999999999999999999999999999999", "2")), NumberError::kTooManyDigits);
  EXPECT_EQ(error_of(sum("9e125", "1e125")), NumberError::kOverflow);
  EXPECT_EQ(error_of(Decimal::subtract(number("1.1e-130"), number("1e-130"))), NumberError::kUnderflow);
  EXPECT_EQ(Decimal::subtract(number("1"), number("1.5"))->to_string(), "-0.5");
  EXPECT_EQ(Decimal::subtract(number("0"), number("7"))->to_string(), "-7");
}

TEST(Decimal, OrdersByValue) {
  const char* ascending[] = {"-1e125", "-100", "-99.9", "-10",  "-9", "-1.01", "-1",   "-0.5", "-1e-130", "0",
                             "1e-130", "0.5",  "1",     "1.01", "9",  "10",    "99.9", "100",  "1e125"};
  for (size_t i = 0; i < std::size(ascending); ++i) {
    for (size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(number(ascending[i]) <=> number(ascending[j]), i <=> j) << ascending[i] << " and " << ascending[j];
    }
  }
}

// A second arithmetic that shares nothing with the first: one signed digit for each power of ten, carried by hand.
class DigitRow {
 public:
  static constexpr int kLowest = -170;
  explicit DigitRow(const Decimal& value) {
    std::string text = value.to_string();
    const int sign = text.front() == '-' ? -1 : 1;
    if (sign < 0) text.erase(0, 1);
    const size_t point = std::min(text.find('.'), text.size());
    int power = static_cast<int>(point) - 1;
    for (const char c : text) {
      if (c != '.') digits_[static_cast<size_t>(power-- - kLowest)] = sign * (c - '0');
    }
  }
  void add(const DigitRow& other) {
    for (size_t i = 0; i < digits_.size(); ++i) digits_[i] += other.digits_[i];
  }
  int sign() const {
    for (size_t i = digits_.size(); i > 0; --i) {
      if (digits_[i - 1] != 0) return digits_[i - 1] < 0 ? -1 : 1;
    }
    return 0;
  }
  // Makes every digit 0 to 9; returns whether the value was below zero. Adding leaves the leading digit's sign right.
  bool normalise() {
    const bool negative = leading_sign() < 0;
    int carry = 0;
    for (int& digit : digits_) {
      const int sum = (negative ? -digit : digit) + carry;
      digit = (sum % 10 + 10) % 10;
      carry = (sum - digit) / 10;
    }
    return negative;
  }
  // What Decimal should say: a text, or the error.
  std::string expected() {
    const bool negative = normalise();
    int lowest = 0;
    int highest = -1;
    for (int i = 0; i < static_cast<int>(digits_.size()); ++i) {
      if (digits_[static_cast<size_t>(i)] == 0) continue;
      if (highest < 0) lowest = i;
      highest = i;
    }
    if (highest < 0) return "0";
    if (highest - lowest + 1 > Decimal::kMaxDigits) return "digits";
    if (highest + kLowest > Decimal::kMaxExponent) return "overflow";
    if (highest + kLowest < Decimal::kMinExponent) return "underflow";
    std::string text = negative ? "-" : "";
    for (int i = std::max(highest, -kLowest); i >= std::min(lowest, -kLowest); --i) {
      if (i == -kLowest - 1) text.push_back('.');
      text.push_back(static_cast<char>('0' + digits_[static_cast<size_t>(i)]));
    }
    return text;
  }

 private:
  // With mixed digits the first that is not zero decides only after carries; compare with zero digit by digit.
  int leading_sign() const {
    int carry = 0;
    for (size_t i = 0; i < digits_.size(); ++i) {
      const int sum = digits_[i] + carry;
      carry = (sum - (sum % 10 + 10) % 10) / 10;
    }
    return carry < 0 ? -1 : sign() == 0 ? 0 : 1;
  }
  std::array<int, 300> digits_{};
};

std::string outcome(const Result<Decimal, NumberError>& result) {
  if (result.ok()) return result->to_string();
  switch (result.error()) {
    case NumberError::kOverflow:
      return "overflow";
    case NumberError::kUnderflow:
      return "underflow";
    case NumberError::kTooManyDigits:
      return "digits";
    case NumberError::kNotANumber:
      break;
  }
  return "not a number";
}

void check_sum(const Decimal& a, const Decimal& b) {
  DigitRow sum(a);
  sum.add(DigitRow(b));
  RC_ASSERT(outcome(Decimal::add(a, b)) == sum.expected());
  RC_ASSERT(outcome(Decimal::subtract(a, b.negated())) == outcome(Decimal::add(b, a)));
}

RC_GTEST_PROP(DecimalProperty, SumsAgreeWithSchoolArithmetic, ()) { check_sum(*decimals(), *decimals()); }
RC_GTEST_PROP(DecimalProperty, SumsOfNeighboursAgreeWithSchoolArithmetic, ()) {
  const int exponent = *rc::gen::inRange(Decimal::kMinExponent, Decimal::kMaxExponent - 2);
  check_sum(*decimals(exponent, exponent + 3), *decimals(exponent, exponent + 3));
}

RC_GTEST_PROP(DecimalProperty, TextComesBack, ()) {
  const Decimal value = *decimals();
  const std::string text = value.to_string();
  RC_ASSERT(text.size() <= Decimal::kMaxTextSize);
  RC_ASSERT(outcome(Decimal::parse(text)) == text);
  RC_ASSERT(*Decimal::parse(text) == value);
}

RC_GTEST_PROP(DecimalProperty, EveryNotationMeansTheSame, ()) {
  const std::string digits = *significant_digits();
  const int exponent = *rc::gen::inRange(Decimal::kMinExponent, Decimal::kMaxExponent - 36);
  const Decimal value = Decimal::from_parts(false, coefficient_of(digits), exponent);
  const size_t point = *rc::gen::inRange<size_t>(0, digits.size() + 1);
  const std::string zeros(*rc::gen::inRange<size_t>(0, 50), '0');
  const std::string text = zeros + digits.substr(0, point) + "." + digits.substr(point) + zeros + "e" +
                           std::to_string(exponent + static_cast<int>(digits.size() - point));
  RC_ASSERT(outcome(Decimal::parse(text)) == value.to_string());
}

RC_GTEST_PROP(DecimalProperty, OrderIsThatOfTheDifference, ()) {
  const int exponent = *rc::gen::inRange(Decimal::kMinExponent, Decimal::kMaxExponent - 1);
  const Decimal a = *decimals(exponent, exponent + 1);
  const Decimal b = *decimals(exponent, exponent + 1);
  DigitRow difference(a);
  difference.add(DigitRow(b.negated()));
  const bool less = difference.normalise();
  RC_ASSERT((a < b) == less);
  RC_ASSERT((a == b) == (difference.sign() == 0));
  RC_ASSERT((b > a) == less);
}

RC_GTEST_PROP(DecimalProperty, AnyBytesAreReadSafely, ()) {
  const auto bytes =
      *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', 'e', 'E', '+', '-', ' ', '\0', '\xff'));
  const auto parsed = Decimal::parse(bytes);
  if (parsed.ok()) RC_ASSERT(*Decimal::parse(parsed->to_string()) == *parsed);
}

}  // namespace
}  // namespace basalt
