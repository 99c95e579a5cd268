// Keys as the store makes them, for tests of what goes by a row's first 16 bytes: big-endian space and hash, and a
// rest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace basalt::engine {

inline void append_word(uint64_t word, std::string& out) {
  for (unsigned shift = 64; shift > 0; shift -= 8) out.push_back(static_cast<char>(word >> (shift - 8)));
}

inline std::string space_key(uint64_t space) {
  std::string key;
  append_word(space, key);
  return key;
}

inline std::string row_key(uint64_t space, uint64_t hash, std::string_view rest = {}) {
  std::string key = space_key(space);
  append_word(hash, key);
  return key.append(rest);
}

// A hash whose first byte is this.
inline constexpr uint64_t region_hash(uint64_t first_byte, uint64_t rest = 0) { return first_byte << 56 | rest; }

}  // namespace basalt::engine
