// Writes the encoding of an item straight from parsed JSON, without the tree that attribute_value_reader.h makes: what
// a put stores is never looked at as a tree.
#pragma once

#include <simdjson.h>

#include <string>

namespace basalt::wire {

// Appends what encode_item would of the item that read_item reads. False when there is any mistake in it, or a name
// that is repeated: what was appended then means nothing, and read_item tells what is wrong.
bool encode_item(simdjson::dom::object item, std::string& out);

}  // namespace basalt::wire
