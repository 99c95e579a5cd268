#include "store/key_sketch.h"

#include <algorithm>
#include <utility>

namespace basalt::store {

void KeySketch::add(std::string_view key, double weight) {
  total_ += weight;
  if (const auto found = held_at_.find(key); found != held_at_.end()) {
    Held& held = held_[found->second];
    held.weighed.weight += weight;
    return sink(held.place);
  }
  if (held_.size() < capacity_) {
    if (held_.empty()) held_.reserve(capacity_);
    held_.push_back({{std::string(key), weight, 0}, heap_.size()});
    heap_.push_back(held_.size() - 1);
    held_at_.emplace(held_.back().weighed.key, held_.size() - 1);
    return rise(heap_.size() - 1);
  }
  const size_t lightest = heap_.front();
  WeighedKey& taken_over = held_[lightest].weighed;
  held_at_.erase(taken_over.key);
  taken_over.key.assign(key);
  taken_over.overestimate = taken_over.weight;
  taken_over.weight += weight;
  held_at_.emplace(taken_over.key, lightest);
  sink(0);
}

std::vector<WeighedKey> KeySketch::heaviest(size_t count) const {
  std::vector<const WeighedKey*> all;
  all.reserve(held_.size());
  for (const Held& held : held_) all.push_back(&held.weighed);
  const size_t wanted = std::min(count, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(wanted), all.end(),
                    [](const WeighedKey* a, const WeighedKey* b) { return a->weight > b->weight; });
  std::vector<WeighedKey> heaviest;
  heaviest.reserve(wanted);
  for (size_t i = 0; i < wanted; ++i) heaviest.push_back(*all[i]);
  return heaviest;
}

void KeySketch::clear() {
  total_ = 0;
  held_at_.clear();
  heap_.clear();
  held_.clear();
}

void KeySketch::put(size_t held, size_t place) {
  heap_[place] = held;
  held_[held].place = place;
}

void KeySketch::rise(size_t place) {
  const size_t moving = heap_[place];
  while (place > 0) {
    const size_t parent = (place - 1) / 2;
    if (!lighter(moving, heap_[parent])) break;
    put(heap_[parent], place);
    place = parent;
  }
  put(moving, place);
}

void KeySketch::sink(size_t place) {
  const size_t moving = heap_[place];
  for (;;) {
    size_t child = 2 * place + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && lighter(heap_[child + 1], heap_[child])) ++child;
    if (!lighter(heap_[child], moving)) break;
    put(heap_[child], place);
    place = child;
  }
  put(moving, place);
}

}  // namespace basalt::store
