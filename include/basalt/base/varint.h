// Sizes in as few bytes as they need: little-endian base 128, the high bit set on every byte but the last.
#pragma once

#include <cstddef>
#include <cstdint>

#include "basalt/base/check.h"

namespace basalt {

inline constexpr size_t kMaxVarintSize = 5;

// Of a value below 2^32 (CHECKed). out has room for kMaxVarintSize bytes; returns how many it took.
inline size_t write_varint(size_t value, char* out) {
  CHECK(value <= UINT32_MAX);
  size_t size = 0;
  for (; value >= 0x80; value >>= 7) out[size++] = static_cast<char>(value | 0x80);
  out[size++] = static_cast<char>(value);
  return size;
}

}  // namespace basalt
