// DynamoDB JSON ({"S": "…"}, {"N": "1"}, …) out of items: straight from stored bytes, no tree in between.
//
// Reading it is wire/attribute_value_reader.h, where AWS's messages for bad input live. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt {

// Append to out. An item is written as {"name":{"S":"…"},…}.
void write_json(const ItemView& item, std::string& out);
void write_json(const ValueView& value, std::string& out);
void write_json(const Item& item, std::string& out);
void write_json(const AttributeValue& value, std::string& out);

// Encoded items one after another in one buffer; ends[i] is where item i ends in it.
struct PackedItems {
  std::string_view bytes;
  std::span<const uint32_t> ends;
};
// As an array. Faster than one by one where they have the same attributes.
void write_json(const PackedItems& items, std::string& out);

// A JSON string literal with its quotes; text must be UTF-8.
void write_json_string(std::string_view text, std::string& out);
// Whether text can stand between quotes as it is.
bool is_plain_json_text(std::string_view text);

void write_base64(std::string_view bytes, std::string& out);
// Strict RFC 4648 with padding. False when text is not base64; out is then unspecified.
bool read_base64(std::string_view text, std::string& out);

}  // namespace basalt
