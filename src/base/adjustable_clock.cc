#include "basalt/base/adjustable_clock.h"

namespace basalt {

bool AdjustableClock::advance(std::chrono::seconds by) {
  if (by.count() > kMaxSeconds || by.count() < -kMaxSeconds) return false;
  int64_t before = offset_us_.load();
  for (;;) {
    const Microseconds after = Microseconds{before} + by;
    const Microseconds wall = real_.wall_now() + after;
    if (wall < Microseconds{0} || wall > std::chrono::seconds(kMaxSeconds)) return false;
    if (offset_us_.compare_exchange_weak(before, after.count())) return true;
  }
}

bool AdjustableClock::set(std::chrono::seconds wall) {
  if (wall.count() < 0 || wall.count() > kMaxSeconds) return false;
  offset_us_ = (wall - real_.wall_now()).count();
  return true;
}

}  // namespace basalt
