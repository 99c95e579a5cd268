#include "wire/item_encoder.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/value/encoded_writer.h"
#include "wire/attribute_value_reader.h"

namespace basalt::wire {
namespace {

using simdjson::dom::array;
using simdjson::dom::object;

bool read(Element element, std::string_view& out) { return element.get_string().get(out) == simdjson::SUCCESS; }
bool read(Element element, std::string& out) {
  std::string_view text;
  if (!read(element, text)) return false;
  out = text;
  return true;
}
bool read(Element element, Decimal& out) {
  std::string_view text;
  if (!read(element, text)) return false;
  const auto number = Decimal::parse(text);
  if (number.ok()) out = *number;
  return number.ok();
}
bool read(Element element, Binary& out) {
  std::string_view text;
  return read(element, text) && read_base64(text, out.bytes);
}
bool read(Element element, bool& out) { return element.get_bool().get(out) == simdjson::SUCCESS; }

// Every function is false for what is not right.
class ItemEncoder {
 public:
  explicit ItemEncoder(std::string& out) : out_(out), writer_(out) {}

  bool item(object attributes, int around);

 private:
  struct Attribute {
    std::string_view name;
    Element value;
  };

  bool attribute(std::string_view name, Element value, int around);
  bool value(Element element, int around);
  bool one_letter_datatype(char name, Element member, int around);
  bool longer_datatype(std::string_view name, Element member);
  bool number(Element member);
  bool binary(Element member);
  bool list(Element member, int around);
  bool map(Element member, int around);
  template <class T, class MakeSet>
  bool set(Element member, MakeSet&& make_set);

  std::string& out_;
  EncodedWriter writer_;
  std::vector<Attribute> unsorted_;  // of the item that is being written and of those around it
};

// Clients that sort, and items of one attribute, spare the list of names.
bool is_sorted(object attributes) {
  std::string_view last;
  bool first = true;
  for (const auto& [name, value] : attributes) {
    if (!std::exchange(first, false) && name <= last) return false;
    last = name;
  }
  return true;
}

bool ItemEncoder::item(object attributes, int around) {
  writer_.count(attributes.size());
  if (is_sorted(attributes)) {
    return std::all_of(attributes.begin(), attributes.end(),
                       [&](const auto& one) { return attribute(one.key, one.value, around); });
  }
  const size_t first = unsorted_.size();
  for (const auto& [name, value] : attributes) unsorted_.push_back({name, value});
  const auto begin = unsorted_.begin() + static_cast<ptrdiff_t>(first);
  std::sort(begin, unsorted_.end(), [](const Attribute& a, const Attribute& b) { return a.name < b.name; });
  const auto same_name = [](const Attribute& a, const Attribute& b) { return a.name == b.name; };
  if (std::adjacent_find(begin, unsorted_.end(), same_name) != unsorted_.end()) return false;
  const size_t end = unsorted_.size();
  for (size_t i = first; i < end; ++i) {
    const Attribute one = unsorted_[i];  // a nested item appends to the list
    if (!attribute(one.name, one.value, around)) return false;
  }
  unsorted_.resize(first);
  return true;
}

bool ItemEncoder::attribute(std::string_view name, Element element, int around) {
  if (name.empty()) return false;
  writer_.text(name);
  return value(element, around);
}

// Exactly one member, which is a datatype.
bool ItemEncoder::value(Element element, int around) {
  object members;
  if (around > kMaxContainersAround || element.get_object().get(members) != simdjson::SUCCESS) return false;
  if (members.size() != 1) return false;
  const auto [name, member] = *members.begin();
  return name.size() == 1 ? one_letter_datatype(name[0], member, around) : longer_datatype(name, member);
}

bool ItemEncoder::one_letter_datatype(char name, Element member, int around) {
  switch (name) {
    case 'S': {
      std::string_view text;
      if (!read(member, text)) return false;
      writer_.string(text);
      return true;
    }
    case 'N':
      return number(member);
    case 'B':
      return binary(member);
    case 'L':
      return list(member, around);
    case 'M':
      return map(member, around);
    default:
      return false;
  }
}

bool ItemEncoder::longer_datatype(std::string_view name, Element member) {
  if (name == "BOOL") {
    bool flag = false;
    if (!read(member, flag)) return false;
    writer_.boolean(flag);
    return true;
  }
  if (name == "NULL") {
    bool is_null = false;
    if (!read(member, is_null) || !is_null) return false;
    writer_.null();
    return true;
  }
  if (name == "SS") return set<std::string>(member, AttributeValue::string_set);
  if (name == "NS") return set<Decimal>(member, AttributeValue::number_set);
  if (name == "BS") return set<Binary>(member, AttributeValue::binary_set);
  return false;
}

bool ItemEncoder::number(Element member) {
  Decimal number;
  if (!read(member, number)) return false;
  writer_.number(number);
  return true;
}

bool ItemEncoder::binary(Element member) {
  Binary binary;
  if (!read(member, binary)) return false;
  writer_.binary(binary.bytes);
  return true;
}

bool ItemEncoder::list(Element member, int around) {
  array values;
  if (member.get_array().get(values) != simdjson::SUCCESS) return false;
  bool right = true;
  writer_.container(AttributeType::kList, [&] {
    writer_.count(values.size());
    right = std::all_of(values.begin(), values.end(), [&](Element one) { return value(one, around + 1); });
  });
  return right;
}

bool ItemEncoder::map(Element member, int around) {
  object attributes;
  if (member.get_object().get(attributes) != simdjson::SUCCESS) return false;
  bool right = true;
  writer_.container(AttributeType::kMap, [&] { right = item(attributes, around + 1); });
  return right;
}

// Sets are sorted; a repeated element would be lost by that.
template <class T, class MakeSet>
bool ItemEncoder::set(Element member, MakeSet&& make_set) {
  array elements;
  if (member.get_array().get(elements) != simdjson::SUCCESS || elements.size() == 0) return false;
  std::vector<T> values;
  values.reserve(elements.size());
  for (const Element one : elements) {
    if (!read(one, values.emplace_back())) return false;
  }
  const size_t given = values.size();
  const size_t begin = out_.size();
  encode_value(make_set(std::move(values)), out_);
  return ValueView::read(std::string_view(out_).substr(begin)).count() == given;
}

// A guess that is seldom too small, from the texts that stand directly in the item.
size_t room_for(object item) {
  constexpr size_t kAroundAttribute = 8;
  constexpr size_t kLeast = 64;
  size_t room = kLeast;
  for (const auto& [name, value] : item) {
    room += kAroundAttribute + name.size();
    object members;
    if (value.get_object().get(members) != simdjson::SUCCESS || members.size() == 0) continue;
    std::string_view text;
    if (read((*members.begin()).value, text)) room += text.size();
  }
  return room;
}

}  // namespace

bool encode_item(object item, std::string& out) {
  out.reserve(out.size() + room_for(item));
  return ItemEncoder(out).item(item, 0);
}

}  // namespace basalt::wire
