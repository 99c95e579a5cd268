#include "http/request_id.h"

#include <bit>
#include <random>

namespace basalt::http {

RequestIds::RequestIds() {
  std::random_device device;
  for (uint64_t& word : state_) word = (uint64_t{device()} << 32) | device() | 1;
}

void RequestIds::next(RequestId& id) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  constexpr unsigned kBitsPerLetter = 5;
  constexpr size_t kLettersPerWord = 12;
  uint64_t word = 0;
  for (size_t i = 0; i < id.size(); ++i) {
    if (i % kLettersPerWord == 0) word = next_word();
    id[i] = kAlphabet[word & 31];
    word >>= kBitsPerLetter;
  }
}

// xoshiro256** (Blackman and Vigna, 2018).
uint64_t RequestIds::next_word() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

}  // namespace basalt::http
