#include "basalt/value/item_codec.h"

#include <algorithm>
#include <cstring>

#include "basalt/value/dynamodb_json.h"
#include "basalt/value/encoded_writer.h"
#include "basalt/value/item_size.h"

namespace basalt {
namespace {

using detail::EncodedReader;

// Visits the alternatives of an AttributeValue.
class ValueEncoder {
 public:
  explicit ValueEncoder(std::string& out) : out_(out), writer_(out) {}

  void operator()(const std::string& text) { writer_.string(text); }
  void operator()(const Decimal& number) { writer_.number(number); }
  void operator()(const Binary& binary) { writer_.binary(binary.bytes); }
  void operator()(const StringSet& set) {
    const bool plain = std::all_of(set.values.begin(), set.values.end(), is_plain_json_text);
    sequence(
        AttributeType::kStringSet, set.values, [this](const std::string& text) { writer_.text(text); }, plain);
  }
  void operator()(const NumberSet& set) {
    sequence(AttributeType::kNumberSet, set.values, [this](const Decimal& number) { writer_.number_text(number); });
  }
  void operator()(const BinarySet& set) {
    sequence(AttributeType::kBinarySet, set.values, [this](const Binary& binary) { writer_.text(binary.bytes); });
  }
  void operator()(const Map& map) {
    writer_.container(AttributeType::kMap, [&] { encode_item(map, out_); });
  }
  void operator()(const List& list) {
    sequence(AttributeType::kList, list, [this](const AttributeValue& value) { encode_value(value, out_); });
  }
  void operator()(Null) { writer_.null(); }
  void operator()(bool flag) { writer_.boolean(flag); }

 private:
  template <class Values, class Append>
  void sequence(AttributeType type, const Values& values, Append&& append, bool plain = false) {
    const auto write_elements = [&] {
      writer_.count(values.size());
      for (const auto& value : values) append(value);
    };
    writer_.container(type, write_elements, plain);
  }

  std::string& out_;
  EncodedWriter writer_;
};

template <class T, class Convert>
std::vector<T> elements_of(const ValueView& view, Convert&& convert) {
  std::vector<T> values;
  values.reserve(view.count());
  view.for_each_element([&](const ValueView& element) {
    values.push_back(convert(element));
    return true;
  });
  return values;
}

Binary binary_of(const ValueView& view) { return Binary{std::string(view.bytes())}; }
std::string string_of(const ValueView& view) { return std::string(view.bytes()); }

}  // namespace

size_t detail::EncodedReader::varint_tail(uint8_t first) {
  constexpr int kMaxVarintBits = 35;
  size_t value = first & 0x7f;
  for (int shift = 7; shift < kMaxVarintBits; shift += 7) {
    const uint8_t next = byte();
    value |= static_cast<size_t>(next & 0x7f) << shift;
    if (next < 0x80) return value;
  }
  CHECK(!"a varint ends within its size");
  return 0;
}

void encode_value(const AttributeValue& value, std::string& out) { std::visit(ValueEncoder(out), value.variant()); }

void encode_item(const Item& item, std::string& out) {
  EncodedWriter writer(out);
  writer.count(item.size());
  for (const Item::Attribute& attribute : item.attributes()) {
    writer.text(attribute.name);
    encode_value(attribute.value, out);
  }
}

std::string encode_item(const Item& item) {
  // Enough for most: a name's size, a value's tag and its size, in as many bytes as they mostly need.
  constexpr size_t kAroundAttribute = 4;
  std::string out;
  out.reserve(item_size(item) + (1 + item.size()) * kAroundAttribute);
  encode_item(item, out);
  return out;
}

ValueView ValueView::read(std::string_view bytes) { return EncodedReader(bytes).value(); }

Decimal ValueView::number() const {
  CHECK(type_ == AttributeType::kNumber);
  return Decimal::parse(content_).value();
}

size_t ValueView::count() const {
  CHECK(type_ >= AttributeType::kStringSet && type_ <= AttributeType::kList);
  return EncodedReader(content_).varint();
}

std::optional<ValueView> ValueView::element(size_t index) const {
  CHECK(type_ == AttributeType::kList);
  EncodedReader reader(content_);
  if (index >= reader.varint()) return std::nullopt;
  for (; index > 0; --index) (void)reader.value();
  return reader.value();
}

AttributeValue ValueView::decode() const {
  switch (type_) {
    case AttributeType::kString:
      return AttributeValue::string(string_of(*this));
    case AttributeType::kNumber:
      return AttributeValue::number(number());
    case AttributeType::kBinary:
      return AttributeValue::binary(std::string(content_));
    // Stored sets are sorted already.
    case AttributeType::kStringSet:
      return AttributeValue(AttributeValue::Variant(StringSet{elements_of<std::string>(*this, string_of)}));
    case AttributeType::kNumberSet:
      return AttributeValue(AttributeValue::Variant(
          NumberSet{elements_of<Decimal>(*this, [](const ValueView& element) { return element.number(); })}));
    case AttributeType::kBinarySet:
      return AttributeValue(AttributeValue::Variant(BinarySet{elements_of<Binary>(*this, binary_of)}));
    case AttributeType::kMap:
      return AttributeValue::map(map().decode());
    case AttributeType::kList:
      return AttributeValue::list(
          elements_of<AttributeValue>(*this, [](const ValueView& element) { return element.decode(); }));
    case AttributeType::kNull:
      return AttributeValue::null();
    case AttributeType::kBool:
      return AttributeValue::boolean(boolean());
  }
  CHECK(!"an attribute type");
  return {};
}

size_t ItemView::count() const { return encoded_.empty() ? 0 : EncodedReader(encoded_).varint(); }

std::optional<ValueView> ItemView::find(std::string_view name) const {
  std::optional<ValueView> found;
  for_each([&](std::string_view candidate, const ValueView& value) {
    const int order = candidate.compare(name);
    if (order == 0) found = value;
    return order < 0;
  });
  return found;
}

Item ItemView::decode() const {
  Item::Attributes attributes;
  attributes.reserve(count());
  for_each([&](std::string_view name, const ValueView& value) {
    attributes.push_back(Item::Attribute{std::string(name), value.decode()});
    return true;
  });
  return Item::from_attributes(std::move(attributes));
}

}  // namespace basalt
