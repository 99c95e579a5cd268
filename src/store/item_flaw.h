// What is wrong with a stored row that holds an item. Reads any bytes; pure function.
#pragma once

#include <optional>
#include <string_view>

#include "basalt/store/table.h"

namespace basalt::store {

// Whether the value has the form of a stored item (item_reader.h): read_stored_item may be called with it.
bool is_stored_item(std::string_view row_value);

// A fixed phrase; nullopt: the row is what the writer would have made of its item.
std::optional<std::string_view> flaw_of_item(const Table& table, std::string_view row, std::string_view row_value);

}  // namespace basalt::store
