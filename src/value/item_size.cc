// The developer guide calls a number's size approximate. What AWS charges, as capacity measurements show: one byte, one
// byte for each pair of digits, one more for a minus; pairs are aligned to the decimal point (as in base 100), so "10"
// is one pair and "1.1" is two; zero is one byte.
#include "basalt/value/item_size.h"

namespace basalt {
namespace {

constexpr size_t kContainerOverhead = 3;
constexpr size_t kElementOverhead = 1;

size_t number_size_of(bool negative, int digits, int leading_exponent) {
  const bool lone_first_digit = leading_exponent % 2 == 0;
  const int pairs = lone_first_digit ? 1 + digits / 2 : (digits + 1) / 2;
  return 1 + static_cast<size_t>(pairs) + (negative ? 1 : 0);
}

// From the normalised text, without making a Decimal of it.
size_t number_text_size(std::string_view text) {
  if (text == "0") return 1;
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  if (text.front() == '0') {  // 0.00ddd
    const size_t first = text.find_first_not_of("0.");
    return number_size_of(negative, static_cast<int>(text.size() - first), -static_cast<int>(first - 1));
  }
  if (point != std::string_view::npos) {
    return number_size_of(negative, static_cast<int>(text.size() - 1), static_cast<int>(point) - 1);
  }
  const size_t last = text.find_last_not_of('0');
  return number_size_of(negative, static_cast<int>(last) + 1, static_cast<int>(text.size()) - 1);
}

struct TreeSize {
  size_t operator()(const std::string& text) const { return text.size(); }
  size_t operator()(const Decimal& number) const { return number_size(number); }
  size_t operator()(const Binary& binary) const { return binary.bytes.size(); }
  size_t operator()(const StringSet& set) const { return sum(set.values); }
  size_t operator()(const NumberSet& set) const { return sum(set.values); }
  size_t operator()(const BinarySet& set) const { return sum(set.values); }
  size_t operator()(const Map& map) const {
    return kContainerOverhead + map.size() * kElementOverhead + item_size(map);
  }
  size_t operator()(const List& list) const {
    size_t size = kContainerOverhead + list.size() * kElementOverhead;
    for (const AttributeValue& value : list) size += value_size(value);
    return size;
  }
  size_t operator()(Null) const { return 1; }
  size_t operator()(bool) const { return 1; }

 private:
  template <class T>
  size_t sum(const std::vector<T>& values) const {
    size_t size = 0;
    for (const T& value : values) size += (*this)(value);
    return size;
  }
};

size_t elements_size(const ValueView& value) {
  size_t size = 0;
  value.for_each_element([&](const ValueView& element) {
    size += value_size(element);
    return true;
  });
  return size;
}

}  // namespace

size_t number_size(const Decimal& number) {
  if (number.is_zero()) return 1;
  const int digits = number.digits();
  return number_size_of(number.is_negative(), digits, number.exponent() + digits - 1);
}

size_t value_size(const AttributeValue& value) { return std::visit(TreeSize{}, value.variant()); }

size_t value_size(const ValueView& value) {
  switch (value.type()) {
    case AttributeType::kString:
    case AttributeType::kBinary:
      return value.bytes().size();
    case AttributeType::kNumber:
      return number_text_size(value.bytes());
    case AttributeType::kStringSet:
    case AttributeType::kNumberSet:
    case AttributeType::kBinarySet:
      return elements_size(value);
    case AttributeType::kMap:
      return kContainerOverhead + value.count() * kElementOverhead + item_size(value.map());
    case AttributeType::kList:
      return kContainerOverhead + value.count() * kElementOverhead + elements_size(value);
    case AttributeType::kNull:
    case AttributeType::kBool:
      return 1;
  }
  CHECK(!"an attribute type");
  return 0;
}

size_t item_size(const Item& item) {
  size_t size = 0;
  for (const Item::Attribute& attribute : item.attributes())
    size += attribute.name.size() + value_size(attribute.value);
  return size;
}

size_t item_size(const ItemView& item) {
  size_t size = 0;
  item.for_each([&](std::string_view name, const ValueView& value) {
    size += name.size() + value_size(value);
    return true;
  });
  return size;
}

}  // namespace basalt
