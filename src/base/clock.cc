#include "basalt/base/clock.h"

#include <algorithm>

namespace basalt {

Microseconds SystemClock::wall_now() const {
  return std::chrono::duration_cast<Microseconds>(std::chrono::system_clock::now().time_since_epoch());
}

Microseconds SystemClock::monotonic_now() const {
  return std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

uint64_t HybridClock::next(Microseconds wall) {
  const auto wall_ms = static_cast<uint64_t>(wall.count()) / 1000;
  uint64_t last = last_.load(std::memory_order_relaxed);
  for (;;) {
    const uint64_t candidate = std::max(wall_ms << 16, last + 1);
    if (last_.compare_exchange_weak(last, candidate, std::memory_order_relaxed)) return candidate;
  }
}

void HybridClock::observe(uint64_t timestamp) {
  uint64_t last = last_.load(std::memory_order_relaxed);
  while (last < timestamp && !last_.compare_exchange_weak(last, timestamp, std::memory_order_relaxed)) {
  }
}

}  // namespace basalt
