#include "expression/datum.h"

#include "basalt/base/check.h"

namespace basalt::expression {
namespace {

// UTF-16 code units of well-formed UTF-8: one for each character, two for those beyond the basic plane.
size_t utf16_size(std::string_view text) {
  size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::strong_ordering order_bytes(std::string_view a, std::string_view b) {
  const int result = a.compare(b);  // unsigned, as std::char_traits<char> compares
  return result <=> 0;
}

bool equal(const ValueView& stored, const AttributeValue& given);

bool equal_element(const ValueView& stored, const std::string& given) { return stored.bytes() == given; }
bool equal_element(const ValueView& stored, const Decimal& given) { return stored.number() == given; }
bool equal_element(const ValueView& stored, const Binary& given) { return stored.bytes() == given.bytes; }
bool equal_element(const ValueView& stored, const AttributeValue& given) { return equal(stored, given); }

template <class Elements>
bool equal_elements(const ValueView& stored, const Elements& given) {
  if (stored.count() != given.size()) return false;
  auto at = given.begin();
  bool same = true;
  stored.for_each_element([&](const ValueView& element) { return same = equal_element(element, *at++); });
  return same;
}

bool equal_maps(const ItemView& stored, const Map& given) {
  if (stored.count() != given.size()) return false;
  auto at = given.attributes().begin();
  bool same = true;
  stored.for_each([&](std::string_view name, const ValueView& value) {
    same = name == at->name && equal(value, at->value);
    ++at;
    return same;
  });
  return same;
}

// Recursion follows the given value, whose depth the decoder limits to 32.
bool equal(const ValueView& stored, const AttributeValue& given) {
  if (stored.type() != given.type()) return false;
  struct Visitor {
    const ValueView& stored;
    bool operator()(const std::string& text) const { return stored.bytes() == text; }
    bool operator()(const Decimal& number) const { return stored.number() == number; }
    bool operator()(const Binary& binary) const { return stored.bytes() == binary.bytes; }
    bool operator()(const StringSet& set) const { return equal_elements(stored, set.values); }
    bool operator()(const NumberSet& set) const { return equal_elements(stored, set.values); }
    bool operator()(const BinarySet& set) const { return equal_elements(stored, set.values); }
    bool operator()(const Map& map) const { return equal_maps(stored.map(), map); }
    bool operator()(const List& list) const { return equal_elements(stored, list); }
    bool operator()(Null) const { return true; }
    bool operator()(bool flag) const { return stored.boolean() == flag; }
  };
  return std::visit(Visitor{stored}, given.variant());
}

// Calls visit(Datum) for each element of a set or list; visit answers false to stop.
template <class Visit>
void for_each_element(const AttributeValue& value, Visit&& visit) {
  const auto walk = [&](const auto& elements, auto&& wrap) {
    for (const auto& element : elements) {
      const AttributeValue wrapped = wrap(element);
      if (!visit(Datum(wrapped))) return;
    }
  };
  if (const auto* strings = value.get_if<StringSet>()) walk(strings->values, AttributeValue::string);
  if (const auto* numbers = value.get_if<NumberSet>()) walk(numbers->values, AttributeValue::number);
  if (const auto* binaries = value.get_if<BinarySet>()) {
    walk(binaries->values, [](const Binary& binary) { return AttributeValue::binary(binary.bytes); });
  }
  if (const auto* list = value.get_if<List>()) {
    for (const AttributeValue& element : *list) {
      if (!visit(Datum(element))) return;
    }
  }
}

bool is_collection(AttributeType type) {
  return type == AttributeType::kStringSet || type == AttributeType::kNumberSet || type == AttributeType::kBinarySet ||
         type == AttributeType::kList;
}

}  // namespace

std::optional<AttributeType> Datum::type() const {
  if (const auto* stored = std::get_if<ValueView>(&source_)) return stored->type();
  if (const auto* given = std::get_if<const AttributeValue*>(&source_)) return (*given)->type();
  if (std::holds_alternative<Decimal>(source_)) return AttributeType::kNumber;
  return std::nullopt;
}

std::string_view Datum::bytes() const {
  if (const auto* stored = std::get_if<ValueView>(&source_)) return stored->bytes();
  const AttributeValue& given = *std::get<const AttributeValue*>(source_);
  if (const auto* text = given.get_if<std::string>()) return *text;
  const auto* binary = given.get_if<Binary>();
  CHECK(binary != nullptr);
  return binary->bytes;
}

Decimal Datum::number() const {
  if (const auto* computed = std::get_if<Decimal>(&source_)) return *computed;
  if (const auto* stored = std::get_if<ValueView>(&source_)) return stored->number();
  const auto* given = std::get<const AttributeValue*>(source_)->get_if<Decimal>();
  CHECK(given != nullptr);
  return *given;
}

std::optional<size_t> Datum::size() const {
  const auto kind = type();
  if (!kind) return std::nullopt;
  if (*kind == AttributeType::kString) return utf16_size(bytes());
  if (*kind == AttributeType::kBinary) return bytes().size();
  if (const auto* stored = std::get_if<ValueView>(&source_)) {
    if (*kind == AttributeType::kMap) return stored->map().count();
    if (is_collection(*kind)) return stored->count();
    return std::nullopt;
  }
  const auto* given = std::get_if<const AttributeValue*>(&source_);
  if (given == nullptr) return std::nullopt;
  if (const auto* strings = (*given)->get_if<StringSet>()) return strings->values.size();
  if (const auto* numbers = (*given)->get_if<NumberSet>()) return numbers->values.size();
  if (const auto* binaries = (*given)->get_if<BinarySet>()) return binaries->values.size();
  if (const auto* map = (*given)->get_if<Map>()) return map->size();
  if (const auto* list = (*given)->get_if<List>()) return list->size();
  return std::nullopt;
}

bool equal(const Datum& a, const Datum& b) {
  const auto type = a.type();
  if (!type || type != b.type()) return false;
  if (*type == AttributeType::kNumber) return a.number() == b.number();
  if (*type == AttributeType::kString || *type == AttributeType::kBinary) return a.bytes() == b.bytes();
  const auto* a_stored = std::get_if<ValueView>(&a.source_);
  const auto* b_stored = std::get_if<ValueView>(&b.source_);
  // The stored form is canonical, so equal values have equal bytes.
  if (a_stored != nullptr && b_stored != nullptr) return a_stored->encoded() == b_stored->encoded();
  if (a_stored != nullptr) return equal(*a_stored, *std::get<const AttributeValue*>(b.source_));
  if (b_stored != nullptr) return equal(*b_stored, *std::get<const AttributeValue*>(a.source_));
  return *std::get<const AttributeValue*>(a.source_) == *std::get<const AttributeValue*>(b.source_);
}

std::optional<std::strong_ordering> order(const Datum& a, const Datum& b) {
  const auto type = a.type();
  if (!type || type != b.type()) return std::nullopt;
  if (*type == AttributeType::kNumber) return a.number() <=> b.number();
  if (*type == AttributeType::kString || *type == AttributeType::kBinary) return order_bytes(a.bytes(), b.bytes());
  return std::nullopt;
}

bool contains(const Datum& whole, const Datum& part) {
  const auto type = whole.type();
  if (!type || part.missing()) return false;
  if (*type == AttributeType::kString || *type == AttributeType::kBinary) {
    return part.is(*type) && whole.bytes().find(part.bytes()) != std::string_view::npos;
  }
  if (!is_collection(*type)) return false;
  bool found = false;
  const auto look = [&](const Datum& element) { return !(found = equal(element, part)); };
  if (const auto* stored = std::get_if<ValueView>(&whole.source_)) {
    stored->for_each_element([&](const ValueView& element) { return look(Datum(element)); });
  } else {
    for_each_element(*std::get<const AttributeValue*>(whole.source_), look);
  }
  return found;
}

bool begins_with(const Datum& whole, const Datum& prefix) {
  const auto type = whole.type();
  if (!type || type != prefix.type()) return false;
  if (*type != AttributeType::kString && *type != AttributeType::kBinary) return false;
  return whole.bytes().starts_with(prefix.bytes());
}

std::optional<std::strong_ordering> order(const AttributeValue& a, const AttributeValue& b) {
  return order(Datum(a), Datum(b));
}

}  // namespace basalt::expression
