// KeySketch: the heaviest keys of a stream of weighted keys, in bounded memory.
//
// Space-Saving (Metwally, Agrawal, El Abbadi: "Efficient Computation of Frequent and Top-k Elements in Data Streams",
// ICDT 2005), with weights. It holds at most `capacity` keys. A key that is not held takes the place of the lightest
// one and inherits its weight, which is from then on what its own weight may be overestimated by. So, of a total W:
//
//   true weight <= weight <= true weight + overestimate,  overestimate <= W / capacity
//   a key heavier than W / capacity is held
//
// and while there were no more than `capacity` different keys, all weights are exact. One thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace basalt::store {

struct WeighedKey {
  std::string key;
  double weight = 0;
  double overestimate = 0;  // at most
};

class KeySketch {
 public:
  explicit KeySketch(size_t capacity) : capacity_(capacity) {}
  KeySketch(const KeySketch&) = delete;
  KeySketch& operator=(const KeySketch&) = delete;

  void add(std::string_view key, double weight);
  double total() const { return total_; }
  // The heaviest, up to count of them, heaviest first.
  std::vector<WeighedKey> heaviest(size_t count) const;
  void clear();

 private:
  struct Held {
    WeighedKey weighed;
    size_t place = 0;  // in heap_
  };
  bool lighter(size_t a, size_t b) const { return held_[a].weighed.weight < held_[b].weighed.weight; }
  void put(size_t held, size_t place);
  void rise(size_t place);
  void sink(size_t place);

  const size_t capacity_;
  double total_ = 0;
  std::vector<Held> held_;                                // never moves: reserved at the first key
  std::vector<size_t> heap_;                              // of positions in held_; the lightest is first
  std::unordered_map<std::string_view, size_t> held_at_;  // views into held_
};

}  // namespace basalt::store
