// JSON text and base64 on raw memory, for the writers of this layer.
#pragma once

#include <cstddef>
#include <string_view>

namespace basalt::json {

// Whether all of text can stand between quotes as it is.
bool is_plain(std::string_view text);
// How many bytes at the start of text can.
size_t plain_prefix(std::string_view text);

// The escape of a byte that is not plain: writes at most kMaxEscapeSize bytes and returns their number.
inline constexpr size_t kMaxEscapeSize = 6;
size_t write_escape(char byte, char* out);

constexpr size_t base64_size(size_t bytes) { return (bytes + 2) / 3 * 4; }
// Writes base64_size(bytes.size()) characters.
void encode_base64(std::string_view bytes, char* out);

}  // namespace basalt::json
