#include "basalt/value/attribute_value.h"

#include <algorithm>
#include <utility>

namespace basalt {
namespace {

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <class Attributes>
auto lower_bound(Attributes& attributes, std::string_view name) {
  return std::lower_bound(
      attributes.begin(), attributes.end(), name,
      [](const Item::Attribute& attribute, std::string_view key) { return std::string_view(attribute.name) < key; });
}

}  // namespace

std::string_view type_name(AttributeType type) {
  switch (type) {
    case AttributeType::kString:
      return "S";
    case AttributeType::kNumber:
      return "N";
    case AttributeType::kBinary:
      return "B";
    case AttributeType::kStringSet:
      return "SS";
    case AttributeType::kNumberSet:
      return "NS";
    case AttributeType::kBinarySet:
      return "BS";
    case AttributeType::kMap:
      return "M";
    case AttributeType::kList:
      return "L";
    case AttributeType::kNull:
      return "NULL";
    case AttributeType::kBool:
      return "BOOL";
  }
  CHECK(!"an attribute type");
  return {};
}

Item::Item() = default;
Item::Item(const Item&) = default;
Item::Item(Item&&) noexcept = default;
Item& Item::operator=(const Item&) = default;
Item& Item::operator=(Item&&) noexcept = default;
Item::~Item() = default;

Item::Item(std::initializer_list<Attribute> attributes) {
  for (const Attribute& attribute : attributes) set(attribute.name, attribute.value);
}

bool Item::empty() const { return attributes_.empty(); }
size_t Item::size() const { return attributes_.size(); }

const AttributeValue* Item::find(std::string_view name) const {
  // Of few the sizes alone tell most apart.
  constexpr size_t kFew = 16;
  if (attributes_.size() <= kFew) {
    for (const Attribute& attribute : attributes_) {
      if (attribute.name == name) return &attribute.value;
    }
    return nullptr;
  }
  const auto at = lower_bound(attributes_, name);
  return at != attributes_.end() && at->name == name ? &at->value : nullptr;
}

AttributeValue* Item::find(std::string_view name) {
  return const_cast<AttributeValue*>(std::as_const(*this).find(name));
}

void Item::set(std::string name, AttributeValue value) {
  const auto at = lower_bound(attributes_, name);
  if (at != attributes_.end() && at->name == name) {
    at->value = std::move(value);
  } else {
    attributes_.insert(at, Attribute{std::move(name), std::move(value)});
  }
}

Item Item::from_attributes(Attributes attributes) {
  const auto not_after = [](const Attribute& a, const Attribute& b) { return a.name >= b.name; };
  const auto is_sorted = [&] {
    return std::adjacent_find(attributes.begin(), attributes.end(), not_after) == attributes.end();
  };
  if (!is_sorted()) {  // most come as they are stored
    std::sort(attributes.begin(), attributes.end(),
              [](const Attribute& a, const Attribute& b) { return a.name < b.name; });
    CHECK(is_sorted());
  }
  Item item;
  item.attributes_ = std::move(attributes);
  return item;
}

bool Item::erase(std::string_view name) {
  const auto at = lower_bound(attributes_, name);
  if (at == attributes_.end() || at->name != name) return false;
  attributes_.erase(at);
  return true;
}

bool operator==(const Item& a, const Item& b) {
  return std::equal(a.attributes_.begin(), a.attributes_.end(), b.attributes_.begin(), b.attributes_.end(),
                    [](const Item::Attribute& left, const Item::Attribute& right) {
                      return left.name == right.name && left.value == right.value;
                    });
}

AttributeValue AttributeValue::string_set(std::vector<std::string> values) {
  sort_unique(values);
  return AttributeValue(Variant(StringSet{std::move(values)}));
}

AttributeValue AttributeValue::number_set(std::vector<Decimal> values) {
  sort_unique(values);
  return AttributeValue(Variant(NumberSet{std::move(values)}));
}

AttributeValue AttributeValue::binary_set(std::vector<Binary> values) {
  sort_unique(values);
  return AttributeValue(Variant(BinarySet{std::move(values)}));
}

bool operator==(const AttributeValue& a, const AttributeValue& b) { return a.value_ == b.value_; }

}  // namespace basalt
