// Keys by their first words: numbers that compare as the keys' bytes do, as far as they go.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace basalt::engine {

// The eight bytes from `offset` on, big-endian; a key that ends before counts as if zeros followed.
inline uint64_t padded_word(std::string_view key, size_t offset) {
  uint64_t word = 0;
  if (key.size() >= offset + sizeof(word)) {
    std::memcpy(&word, key.data() + offset, sizeof(word));
  } else if (key.size() > offset) {
    std::memcpy(&word, key.data() + offset, key.size() - offset);
  }
  if constexpr (std::endian::native == std::endian::little) word = __builtin_bswap64(word);
  return word;
}

}  // namespace basalt::engine
