// The size of items and attributes as DynamoDB counts it for the 400 KB limit, pages and capacity units.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
//
// All sizes in bytes. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt {

inline constexpr size_t kMaxItemSize = 400 * 1024;

size_t number_size(const Decimal& number);
size_t value_size(const AttributeValue& value);
size_t value_size(const ValueView& value);
size_t item_size(const Item& item);
size_t item_size(const ItemView& item);

}  // namespace basalt
