// SecondTouch: tells what is asked for again from what is asked for once, in a little memory and by guess: it may
// forget, and at long odds mistake one for another. So a walk over everything leaves no trace in a cache.
//
// Any thread.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace basalt::engine {

class SecondTouch {
 public:
  explicit SecondTouch(size_t remembered)
      : slots_(std::bit_ceil(remembered)), tags_(std::make_unique<std::atomic<uint32_t>[]>(slots_)) {}

  // Whether it was noted before and not forgotten.
  bool is_known(uint64_t hash) const { return slot(hash).load(std::memory_order_relaxed) == tag(hash); }
  void note(uint64_t hash) { slot(hash).store(tag(hash), std::memory_order_relaxed); }
  void forget(uint64_t hash) {
    if (is_known(hash)) slot(hash).store(0, std::memory_order_relaxed);
  }

 private:
  static uint32_t tag(uint64_t hash) { return static_cast<uint32_t>(hash >> 32) | 1U; }
  std::atomic<uint32_t>& slot(uint64_t hash) const { return tags_[hash & (slots_ - 1)]; }

  size_t slots_;
  std::unique_ptr<std::atomic<uint32_t>[]> tags_;
};

}  // namespace basalt::engine
