#include "basalt/value/item_codec.h"

#include <cstring>

#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_size.h"
#include "value/varint.h"

namespace basalt {
namespace {

using detail::EncodedReader;

void append_text(std::string_view text, std::string& out) {
  append_varint(text.size(), out);
  out.append(text);
}

void append_number(const Decimal& number, std::string& out) {
  char text[1 + Decimal::kMaxTextSize];
  const size_t size = number.write(text + 1);
  text[0] = static_cast<char>(size);
  out.append(text, size + 1);
}

// Calls write_content and puts the size of what it appended in front of it. Most sizes need one byte; the content
// moves when its size needs more, at most once for each of the kMaxNesting levels around it.
template <class WriteContent>
void append_sized(std::string& out, WriteContent&& write_content) {
  const size_t begin = out.size();
  out.push_back(0);
  write_content();
  const size_t size = out.size() - begin - 1;
  if (size < 0x80) {
    out[begin] = static_cast<char>(size);
    return;
  }
  CHECK(size <= UINT32_MAX);
  char bytes[kMaxVarintSize];
  out.replace(begin, 1, bytes, write_varint(size, bytes));
}

// Visits the alternatives of an AttributeValue.
class ValueEncoder {
 public:
  explicit ValueEncoder(std::string& out) : out_(out) {}

  void operator()(const std::string& text) { tagged_text(AttributeType::kString, is_plain_json_text(text), text); }
  void operator()(const Decimal& number) {
    tag(AttributeType::kNumber);
    append_number(number, out_);
  }
  void operator()(const Binary& binary) { tagged_text(AttributeType::kBinary, false, binary.bytes); }
  void operator()(const StringSet& set) {
    bool plain = true;
    for (const std::string& text : set.values) plain = plain && is_plain_json_text(text);
    tag(AttributeType::kStringSet, plain);
    sequence(set.values, [this](const std::string& text) { append_text(text, out_); });
  }
  void operator()(const NumberSet& set) {
    tag(AttributeType::kNumberSet);
    sequence(set.values, [this](const Decimal& number) { append_number(number, out_); });
  }
  void operator()(const BinarySet& set) {
    tag(AttributeType::kBinarySet);
    sequence(set.values, [this](const Binary& binary) { append_text(binary.bytes, out_); });
  }
  void operator()(const Map& map) {
    tag(AttributeType::kMap);
    append_sized(out_, [&] { encode_item(map, out_); });
  }
  void operator()(const List& list) {
    tag(AttributeType::kList);
    sequence(list, [this](const AttributeValue& value) { encode_value(value, out_); });
  }
  void operator()(Null) { tag(AttributeType::kNull); }
  void operator()(bool flag) {
    tag(AttributeType::kBool);
    out_.push_back(flag ? 1 : 0);
  }

 private:
  static char tag_of(AttributeType type, bool plain) {
    return static_cast<char>(static_cast<uint8_t>(type) | (plain ? detail::kPlainTextFlag : 0));
  }
  void tag(AttributeType type, bool plain = false) { out_.push_back(tag_of(type, plain)); }
  void tagged_text(AttributeType type, bool plain, std::string_view text) {
    CHECK(text.size() <= UINT32_MAX);
    char head[1 + kMaxVarintSize] = {tag_of(type, plain)};
    out_.append(head, 1 + write_varint(text.size(), head + 1)).append(text);
  }
  template <class Values, class Append>
  void sequence(const Values& values, Append&& append) {
    append_sized(out_, [&] {
      append_varint(values.size(), out_);
      for (const auto& value : values) append(value);
    });
  }

  std::string& out_;
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
  size_t value = first & 0x7f;
  for (int shift = 7; shift < 7 * kMaxVarintSize; shift += 7) {
    const uint8_t next = byte();
    value |= static_cast<size_t>(next & 0x7f) << shift;
    if (next < 0x80) return value;
  }
  CHECK(!"a varint ends within its size");
  return 0;
}

void encode_value(const AttributeValue& value, std::string& out) { std::visit(ValueEncoder(out), value.variant()); }

void encode_item(const Item& item, std::string& out) {
  append_varint(item.size(), out);
  for (const Item::Attribute& attribute : item.attributes()) {
    append_text(attribute.name, out);
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
