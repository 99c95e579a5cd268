// Decimal: any bytes parse or are refused; what parses prints to text that parses to the same number; sums are ordered.
#include <cstdint>
#include <string_view>

#include "basalt/base/check.h"
#include "basalt/value/decimal.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using basalt::Decimal;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const size_t middle = text.find(' ');
  const auto first = Decimal::parse(text.substr(0, middle));
  if (!first) return 0;
  const auto printed = Decimal::parse(first->to_string());
  CHECK(printed.ok() && *printed == *first);
  CHECK(first->to_string().size() <= Decimal::kMaxTextSize);
  CHECK(first->negated().negated() == *first);
  if (middle == std::string_view::npos) return 0;
  const auto second = Decimal::parse(text.substr(middle + 1));
  if (!second) return 0;
  CHECK((*first < *second) == (*second > *first));
  const auto sum = Decimal::add(*first, *second);
  if (!sum) return 0;
  const auto other_way = Decimal::add(*second, *first);
  CHECK(other_way.ok() && *other_way == *sum);
  CHECK((*sum > *first) == (*second > Decimal()));
  const auto back = Decimal::subtract(*sum, *second);
  if (back) CHECK(*back == *first);
  return 0;
}
