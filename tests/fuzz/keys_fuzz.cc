// Keys: decoding any bytes is safe; encodings decode to themselves, and order as their values do.
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"
#include "basalt/value/decimal.h"

namespace {

using basalt::AttributeValue;

std::string encoded(const AttributeValue& value) {
  std::string out;
  basalt::keys::encode(value, out);
  return out;
}

void check_round_trip(const AttributeValue& value) {
  const std::string bytes = encoded(value) + "rest";
  std::string_view rest(bytes);
  const auto decoded = basalt::keys::decode(rest);
  CHECK(decoded.has_value() && *decoded == value && rest == "rest");
}

void check_order(const AttributeValue& a, const AttributeValue& b, bool less, bool equal) {
  const std::string left = encoded(a), right = encoded(b);
  CHECK((left < right) == less);
  CHECK((left == right) == equal);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string_view any = bytes;
  if (const auto decoded = basalt::keys::decode(any)) check_round_trip(*decoded);

  const size_t middle = bytes.find('|');
  const std::string first(bytes.substr(0, middle));
  const std::string second(middle == std::string_view::npos ? "" : bytes.substr(middle + 1));
  check_round_trip(AttributeValue::string(first));
  check_round_trip(AttributeValue::binary(second));
  check_order(AttributeValue::string(first), AttributeValue::string(second), first < second, first == second);
  const auto a = basalt::Decimal::parse(first), b = basalt::Decimal::parse(second);
  if (a && b) {
    check_round_trip(AttributeValue::number(*a));
    check_order(AttributeValue::number(*a), AttributeValue::number(*b), *a < *b, *a == *b);
  }
  return 0;
}
