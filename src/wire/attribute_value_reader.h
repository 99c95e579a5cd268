// Reads AttributeValue and maps of it from parsed JSON into owning values. A wrong JSON type goes to Problems; a value
// that is not one (two datatypes, an empty set, a number out of range) is the ValueError, and reading goes on only to
// find wrong types. The first semantic error counts.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
#pragma once

#include <optional>
#include <string>

#include "wire/object_reader.h"

namespace basalt::wire {

// AWS counts a scalar as one level and each map or list around it as another, and allows 32.
inline constexpr int kMaxContainersAround = 31;

// The text of the first semantic error, shared by everything read under one Checked.
using ValueError = std::optional<std::string>;

// An AttributeValue that stands in a list or map ("Unexpected value type in payload" when it is no structure).
AttributeValue read_attribute_value(Element element, ValueError& error, Problems& problems);
AttributeValue read_attribute_value(simdjson::dom::object object, ValueError& error, Problems& problems);
Item read_item(simdjson::dom::object object, ValueError& error, Problems& problems);
// An item that stands directly in a list (Keys of BatchGetItem).
operations::Checked<Item> read_item_element(Element element, Problems& problems);

template <class T>
operations::Checked<T> checked(T value, ValueError error) {
  if (!error) return {std::move(value), std::nullopt};
  return {std::move(value), ApiError::validation(*std::move(error))};
}

}  // namespace basalt::wire
