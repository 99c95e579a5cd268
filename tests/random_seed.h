// The seed of a random test: a new one each run, printed, or the one that BASALT_TEST_SEED repeats a run with.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>

namespace basalt {

inline uint64_t random_seed() {
  const char* const given = std::getenv("BASALT_TEST_SEED");
  const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::cout << "BASALT_TEST_SEED=" << seed << '\n';
  return seed;
}

}  // namespace basalt
