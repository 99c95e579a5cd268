// XXH64 with seed 0, written from its specification (github.com/Cyan4973/xxHash, doc/xxhash_spec.md). Chosen because it
// mixes short keys into all 64 bits, is fast, and has published vectors: rows already stored depend on every bit of it.
#include <bit>
#include <cstring>

#include "basalt/keys/key_codec.h"

namespace basalt::keys {
namespace {

constexpr uint64_t kPrime1 = 0x9E3779B185EBCA87;
constexpr uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;
constexpr uint64_t kPrime3 = 0x165667B19E3779F9;
constexpr uint64_t kPrime4 = 0x85EBCA77C2B2AE63;
constexpr uint64_t kPrime5 = 0x27D4EB2F165667C5;
constexpr size_t kStripeSize = 32;

template <class T>
T read_little_endian(const char* at) {
  static_assert(std::endian::native == std::endian::little, "swap the bytes here for a big-endian machine");
  T value;
  std::memcpy(&value, at, sizeof(value));
  return value;
}

uint64_t round(uint64_t accumulator, uint64_t lane) { return std::rotl(accumulator + lane * kPrime2, 31) * kPrime1; }

// The accumulator over all whole stripes; `at` moves behind them.
uint64_t hash_stripes(const char*& at, const char* end) {
  uint64_t lanes[4] = {kPrime1 + kPrime2, kPrime2, 0, 0 - kPrime1};
  for (; static_cast<size_t>(end - at) >= kStripeSize; at += kStripeSize) {
    for (int i = 0; i < 4; ++i) lanes[i] = round(lanes[i], read_little_endian<uint64_t>(at + 8 * i));
  }
  uint64_t hash = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
  for (const uint64_t lane : lanes) hash = (hash ^ round(0, lane)) * kPrime1 + kPrime4;
  return hash;
}

}  // namespace

uint64_t partition_hash(std::string_view encoded_partition_key) {
  const char* at = encoded_partition_key.data();
  const char* const end = at + encoded_partition_key.size();
  uint64_t hash = encoded_partition_key.size() >= kStripeSize ? hash_stripes(at, end) : kPrime5;
  hash += encoded_partition_key.size();
  for (; end - at >= 8; at += 8) {
    hash = std::rotl(hash ^ round(0, read_little_endian<uint64_t>(at)), 27) * kPrime1 + kPrime4;
  }
  if (end - at >= 4) {
    hash = std::rotl(hash ^ (read_little_endian<uint32_t>(at) * kPrime1), 23) * kPrime2 + kPrime3;
    at += 4;
  }
  for (; at < end; ++at) hash = std::rotl(hash ^ (static_cast<unsigned char>(*at) * kPrime5), 11) * kPrime1;
  hash = (hash ^ (hash >> 33)) * kPrime2;
  hash = (hash ^ (hash >> 29)) * kPrime3;
  return hash ^ (hash >> 32);
}

}  // namespace basalt::keys
