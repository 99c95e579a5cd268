// Random: what the load generator chooses by, repeatable by its seed. One thread at a time.
#pragma once

#include <cstdint>

#include "basalt/base/xoshiro256.h"

namespace basalt::bench {

class Random {
 public:
  explicit Random(uint64_t seed) : words_(seed) {}

  uint64_t next() { return words_.next(); }

  // 0 .. bound - 1; bound must not be 0. The bias is below bound / 2^64.
  uint64_t below(uint64_t bound) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(next()) * bound) >> 64);
  }

  // [0, 1)
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  Xoshiro256 words_;
};

}  // namespace basalt::bench
