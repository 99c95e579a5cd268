// AdjustableClock: another clock whose wall time can be moved, so that a test need not wait for what takes hours.
//
// Only the wall time moves: what is measured on the monotonic time (timeouts, durations) does not notice. Going back is
// allowed, as with any wall clock; hybrid timestamps do not go back with it. Any thread.
#pragma once

#include <atomic>

#include "basalt/base/clock.h"

namespace basalt {

class AdjustableClock final : public Clock {
 public:
  // Wall times from the epoch to the end of the year 9999, which 48 bits of milliseconds hold.
  static constexpr int64_t kMaxSeconds = 253'402'300'799;

  // real must outlive this.
  explicit AdjustableClock(const Clock& real) : real_(real) {}

  Microseconds wall_now() const override { return real_.wall_now() + offset(); }
  Microseconds monotonic_now() const override { return real_.monotonic_now(); }

  Microseconds offset() const { return Microseconds{offset_us_.load(std::memory_order_relaxed)}; }
  // False when it would leave the range; nothing changes then.
  bool advance(std::chrono::seconds by);
  bool set(std::chrono::seconds wall);  // since the epoch
  void reset() { offset_us_ = 0; }

 private:
  const Clock& real_;
  std::atomic<int64_t> offset_us_{0};
};

}  // namespace basalt
