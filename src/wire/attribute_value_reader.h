// Reads AttributeValue and maps of it from parsed JSON into owning values. A wrong JSON type goes to Problems; a value
// that is not one (two datatypes, an empty set, a number out of range) is the returned Checked's error, and reading
// goes on only to find wrong types. The first semantic error counts.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
#pragma once

#include <optional>

#include "wire/object_reader.h"

namespace basalt::wire {

// The text of the first semantic error, shared by everything read under one Checked.
using ValueError = std::optional<std::string>;

// `element`: an AttributeValue structure that is a list or map element ("Unexpected value type in payload").
AttributeValue read_attribute_value(Element element, ValueError& error, Problems& problems);
// Nesting: containers already around the value.
AttributeValue read_attribute_value(simdjson::dom::object object, int nesting, ValueError& error, Problems& problems);
Item read_item(simdjson::dom::object object, ValueError& error, Problems& problems);
// A map of attribute values that stands directly in a list (Keys of BatchGetItem).
operations::Checked<Item> read_item_element(Element element, Problems& problems);

}  // namespace basalt::wire
