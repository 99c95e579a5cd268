// The sizes in an encoded item (item_codec.h), on the writing side.
#pragma once

#include <cstddef>
#include <string>

#include "basalt/base/check.h"

namespace basalt {

inline constexpr int kMaxVarintSize = 5;

// out has room for kMaxVarintSize bytes; returns how many it took.
inline size_t write_varint(size_t value, char* out) {
  size_t size = 0;
  for (; value >= 0x80; value >>= 7) out[size++] = static_cast<char>(value | 0x80);
  out[size++] = static_cast<char>(value);
  return size;
}

inline void append_varint(size_t value, std::string& out) {
  if (value < 0x80) {
    out.push_back(static_cast<char>(value));
    return;
  }
  CHECK(value <= UINT32_MAX);
  char bytes[kMaxVarintSize];
  out.append(bytes, write_varint(value, bytes));
}

}  // namespace basalt
