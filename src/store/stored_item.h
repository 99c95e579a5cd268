// The bytes of a stored row's value (item_reader.h has the grammar), on the writing side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/store/item_reader.h"

namespace basalt::store {

// Replaces out.
void write_stored_item(uint64_t timestamp, size_t item_size, std::string_view item, std::string& out);

void append_u32(uint32_t value, std::string& out);
uint32_t read_u32(std::string_view bytes);  // the first 4 bytes

}  // namespace basalt::store
