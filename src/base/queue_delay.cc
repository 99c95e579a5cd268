#include "basalt/base/queue_delay.h"

namespace basalt {

QueueWaits QueueWaits::of(Microseconds burst) {
  QueueWaits waits;
  waits.burst = burst;
  waits.standing = burst / 10;
  return waits;
}

QueueWaits QueueWaits::of_clients(Microseconds burst) {
  QueueWaits waits;
  waits.burst = burst;
  waits.standing = burst;
  return waits;
}

bool QueueDelay::admits(Microseconds now, Microseconds wait) {
  if (wait <= waits_.standing) {
    above_ = false;
    return true;
  }
  if (!above_) {
    above_ = true;
    above_since_ = now;
  }
  const bool stands = now - above_since_ >= waits_.patience || standing(now);
  if (!stands) return wait <= waits_.burst;
  stood_ = true;
  last_stood_ = now;
  return false;
}

void DrainRate::drained(size_t count, Microseconds took) {
  if (count == 0) return;
  const double each = static_cast<double>(took.count()) / static_cast<double>(count);
  us_per_piece_ = known_ ? us_per_piece_ + weight_ * (each - us_per_piece_) : each;
  known_ = true;
}

Microseconds DrainRate::expected_wait(size_t queued) const {
  return Microseconds{static_cast<int64_t>(us_per_piece_ * static_cast<double>(queued))};
}

}  // namespace basalt
