#include "basalt/value/java_decimal.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace basalt {
namespace {

bool is_int32(int64_t value) {
  return value >= std::numeric_limits<int32_t>::min() && value <= std::numeric_limits<int32_t>::max();
}

}  // namespace

JavaDecimal read_as_java(std::string_view number) {
  const size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view mantissa = number.substr(0, mark);
  std::string_view exponent_text = mark == number.size() ? std::string_view() : number.substr(mark + 1);
  if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
  int64_t exponent = 0;
  if (!exponent_text.empty()) {
    const char* end = exponent_text.data() + exponent_text.size();
    const auto [stopped, error] = std::from_chars(exponent_text.data(), end, exponent);
    if (error == std::errc::result_out_of_range) return JavaDecimal::kUnreadable;
    if (error != std::errc() || stopped != end) return JavaDecimal::kReadable;
  }
  const size_t point = mantissa.find('.');
  const auto fraction = static_cast<int64_t>(point == std::string_view::npos ? 0 : mantissa.size() - point - 1);
  const int64_t scale = fraction - exponent;
  if (!is_int32(exponent) || !is_int32(scale)) return JavaDecimal::kUnreadable;
  const size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
  const auto precision = std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(first), mantissa.end(),
                                       [](char c) { return c >= '0' && c <= '9'; });
  return precision > 0 && precision - scale > std::numeric_limits<int32_t>::max() ? JavaDecimal::kWrapped
                                                                                  : JavaDecimal::kReadable;
}

}  // namespace basalt
