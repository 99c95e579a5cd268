#include "basalt/value/document_path.h"

namespace basalt {
namespace {

const AttributeValue* step(const AttributeValue& value, const DocumentPath::Element& element) {
  if (const auto* name = std::get_if<std::string>(&element)) {
    const Map* map = value.get_if<Map>();
    return map == nullptr ? nullptr : map->find(*name);
  }
  const List* list = value.get_if<List>();
  const size_t index = std::get<size_t>(element);
  return list == nullptr || index >= list->size() ? nullptr : &(*list)[index];
}

std::optional<ValueView> step(const ValueView& value, const DocumentPath::Element& element) {
  if (const auto* name = std::get_if<std::string>(&element)) {
    if (value.type() != AttributeType::kMap) return std::nullopt;
    return value.map().find(*name);
  }
  if (value.type() != AttributeType::kList) return std::nullopt;
  return value.element(std::get<size_t>(element));
}

}  // namespace

DocumentPath DocumentPath::attribute(std::string name) {
  DocumentPath path;
  path.elements.emplace_back(std::move(name));
  return path;
}

std::string DocumentPath::to_string() const {
  std::string text = "[";
  for (const Element& element : elements) {
    if (&element != &elements.front()) text += ", ";
    if (const auto* name = std::get_if<std::string>(&element)) {
      text += *name;
    } else {
      text.append("[").append(std::to_string(std::get<size_t>(element))).append("]");
    }
  }
  return text.append("]");
}

std::optional<ValueView> resolve(const ItemView& item, const DocumentPath& path) {
  std::optional<ValueView> value = item.find(path.top());
  for (size_t i = 1; i < path.elements.size() && value; ++i) value = step(*value, path.elements[i]);
  return value;
}

const AttributeValue* resolve(const Item& item, const DocumentPath& path) {
  const AttributeValue* value = item.find(path.top());
  for (size_t i = 1; i < path.elements.size() && value != nullptr; ++i) value = step(*value, path.elements[i]);
  return value;
}

AttributeValue* resolve(Item& item, const DocumentPath& path) {
  return const_cast<AttributeValue*>(resolve(static_cast<const Item&>(item), path));
}

}  // namespace basalt
