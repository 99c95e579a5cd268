// SpaceGate: which writes the free disk space still allows. The server sets it, the shard writers ask. Any thread.
//
// Deletes are allowed longer than puts, because they are how a full table gets empty again: until compaction has run a
// delete takes space too, but little.
#pragma once

#include <atomic>
#include <cstdint>

namespace basalt::store {

class SpaceGate {
 public:
  enum class Space : uint8_t {
    kEnough,
    kLow,   // what would put an item is refused
    kNone,  // and so is what would delete one
  };

  void set(Space space) { space_.store(space, std::memory_order_relaxed); }
  Space space() const { return space_.load(std::memory_order_relaxed); }
  bool allows_puts() const { return space() == Space::kEnough; }
  bool allows_deletes() const { return space() != Space::kNone; }

 private:
  std::atomic<Space> space_{Space::kEnough};
};

}  // namespace basalt::store
