// The bytes of a stored row's value (item_reader.h has the grammar), on the writing side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace basalt::store {

inline constexpr char kStoredItemVersion = 1;
inline constexpr size_t kStoredItemPrefixSize = 1 + 8 + 4;

// Replaces out.
void write_stored_item(uint64_t timestamp, size_t item_size, std::string_view item, std::string& out);

void append_u32(uint32_t value, std::string& out);
uint32_t read_u32(std::string_view bytes);  // the first 4 bytes

}  // namespace basalt::store
