// JSON text and base64 on raw memory, for the writers of this layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace basalt::json {

inline constexpr uint64_t kOnes = 0x0101010101010101;
inline constexpr uint64_t kHighBits = 0x8080808080808080;

template <class Word>
Word load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

// Whether a byte of word is zero. Right about the word as a whole, which is all that is asked.
constexpr uint64_t zero_bytes(uint64_t word) { return (word - kOnes) & ~word & kHighBits; }

// Not zero when one of eight bytes is below 0x20, a quote or a backslash.
constexpr uint64_t special_bytes(uint64_t word) {
  const uint64_t control = (word - kOnes * 0x20) & ~word & kHighBits;
  return control | zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\'));
}

// The same of sixteen bytes, which every processor we build for compares at once.
inline bool is_special(const char* sixteen_bytes) {
  using Block = unsigned char __attribute__((vector_size(16)));
  const auto block = load<Block>(sixteen_bytes);
  const auto special = (block < 0x20) | (block == '"') | (block == '\\');
  uint64_t halves[2];
  std::memcpy(halves, &special, sizeof(halves));
  return (halves[0] | halves[1]) != 0;
}

// Whether all of text can stand between quotes as it is.
[[gnu::always_inline]] inline bool is_plain(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (text.size() >= 16) {
    const char* const last_block = end - 16;
    bool special = is_special(last_block);
    for (; at < last_block && !special; at += 16) special = is_special(at);
    return !special;
  }
  if (text.size() >= 8) {
    const char* const last_word = end - 8;
    uint64_t special = special_bytes(load<uint64_t>(last_word));
    for (; at < last_word && special == 0; at += 8) special = special_bytes(load<uint64_t>(at));
    return special == 0;
  }
  // Names are short: overlapping loads cover them without a loop.
  if (text.size() >= 4) return special_bytes(uint64_t{load<uint32_t>(at)} << 32 | load<uint32_t>(end - 4)) == 0;
  if (text.empty()) return true;
  const auto byte = [](char c) { return uint64_t{static_cast<unsigned char>(c)}; };
  const uint64_t filling = kOnes << 24;
  const uint64_t word = byte(at[0]) | byte(at[text.size() / 2]) << 8 | byte(end[-1]) << 16 | filling * ' ';
  return special_bytes(word) == 0;
}

// Copies a piece of text. Most pieces are names and small values: a few overlapping moves beat a call of memcpy.
[[gnu::always_inline]] inline void copy(std::string_view from, char* to) {
  struct Sixteen {
    uint64_t halves[2];
  };
  const char* const begin = from.data();
  const size_t size = from.size();
  const auto move_ends = [&]<class Block>(Block first, Block last) {
    first = load<Block>(begin);
    last = load<Block>(begin + size - sizeof(Block));
    std::memcpy(to, &first, sizeof(Block));
    std::memcpy(to + size - sizeof(Block), &last, sizeof(Block));
  };
  if (size > 128) {
    std::memcpy(to, begin, size);
  } else if (size >= 16) {
    for (size_t at = 16; at + 16 < size; at += 16) std::memcpy(to + at, begin + at, 16);
    move_ends(Sixteen{}, Sixteen{});
  } else if (size >= 8) {
    move_ends(uint64_t{}, uint64_t{});
  } else if (size >= 4) {
    move_ends(uint32_t{}, uint32_t{});
  } else if (size > 0) {
    to[0] = begin[0];
    to[size / 2] = begin[size / 2];
    to[size - 1] = begin[size - 1];
  }
}

// How many bytes at the start of text can.
size_t plain_prefix(std::string_view text);

// The escape of a byte that is not plain: writes at most kMaxEscapeSize bytes and returns their number.
inline constexpr size_t kMaxEscapeSize = 6;
size_t write_escape(char byte, char* out);

constexpr size_t base64_size(size_t bytes) { return (bytes + 2) / 3 * 4; }
// Writes base64_size(bytes.size()) characters.
void encode_base64(std::string_view bytes, char* out);

}  // namespace basalt::json
