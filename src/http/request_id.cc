#include "http/request_id.h"

#include <random>

namespace basalt::http {

// 64 bits of seed are enough: the ids of servers that are up at once must differ, not be secret.
RequestIds::RequestIds() : words_((uint64_t{std::random_device()()} << 32) | std::random_device()()) {}

void RequestIds::next(RequestId& id) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  constexpr unsigned kBitsPerLetter = 5;
  constexpr size_t kLettersPerWord = 12;
  uint64_t word = 0;
  for (size_t i = 0; i < id.size(); ++i) {
    if (i % kLettersPerWord == 0) word = words_.next();
    id[i] = kAlphabet[word & 31];
    word >>= kBitsPerLetter;
  }
}

}  // namespace basalt::http
