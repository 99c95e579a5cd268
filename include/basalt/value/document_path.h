// DocumentPath: `a.b[2].c`, resolved (placeholders already replaced). At most 32 elements deep.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt {

struct DocumentPath {
  // A map's member, or a list's index.
  using Element = std::variant<std::string, size_t>;
  std::vector<Element> elements;  // never empty; the first is a name

  static DocumentPath attribute(std::string name);
  const std::string& top() const { return std::get<std::string>(elements.front()); }
  // "[a, [2], c]", as AWS prints paths in its overlap and conflict messages.
  std::string to_string() const;
  friend bool operator==(const DocumentPath&, const DocumentPath&) = default;
};

std::optional<ValueView> resolve(const ItemView& item, const DocumentPath& path);
const AttributeValue* resolve(const Item& item, const DocumentPath& path);
AttributeValue* resolve(Item& item, const DocumentPath& path);

}  // namespace basalt
