// QueueDelay: whether a queue may take more, judged by how long work waits in it rather than by how much there is.
//
// A queue that is long for a moment has caught a burst, which is what queues are for. A queue in which nothing has
// been quick for a while stands: it makes everybody wait and wins nothing, so from then on only a short wait is
// admitted, until the queue has behaved for a second. The idea is that of CoDel (RFC 8289), applied to admission.
//
// Time comes in from outside. One thread at a time: the queue's own lock, or the queue's own thread.
#pragma once

#include <cstddef>

#include "basalt/base/clock.h"

namespace basalt {

struct QueueWaits {
  Microseconds burst{500'000};     // nobody waits longer
  Microseconds standing{50'000};   // nor longer than this in a queue that stands
  Microseconds patience{100'000};  // a queue stands when every wait was longer than `standing` for this long
  Microseconds memory{1'000'000};  // and is believed to stand again at once within this time

  // What belongs to a `burst`: a tenth of it, the rest as above.
  static QueueWaits of(Microseconds burst);
  // For a queue that its clients bound, each having one request in it: refusing some would not make it shorter for
  // long, because they come again. It may stand as long as a burst.
  static QueueWaits of_clients(Microseconds burst);
};

class QueueDelay {
 public:
  explicit QueueDelay(const QueueWaits& waits) : waits_(waits) {}

  // Whether work that waits this long (as seen or as expected) is to be admitted.
  bool admits(Microseconds now, Microseconds wait);
  // A wait was seen, and nobody asks. Tell the short ones: they end a standing queue.
  void saw(Microseconds now, Microseconds wait) { (void)admits(now, wait); }
  // Whether it refused something within its memory.
  bool standing(Microseconds now) const { return stood_ && now - last_stood_ < waits_.memory; }

  const QueueWaits& waits() const { return waits_; }

 private:
  const QueueWaits waits_;
  bool above_ = false;  // since above_since_, every wait was longer than `standing`
  Microseconds above_since_{0};
  bool stood_ = false;
  Microseconds last_stood_{0};
};

// How fast a queue drains, so that the wait of what joins it now can be foretold. As QueueDelay: one thread at a time.
class DrainRate {
 public:
  // weight: how much the newest counts, between 0 and 1.
  explicit DrainRate(double weight) : weight_(weight) {}

  // `count` pieces left the queue, which was never empty meanwhile, in `took`.
  void drained(size_t count, Microseconds took);
  // Zero until something has drained.
  Microseconds expected_wait(size_t queued) const;

 private:
  const double weight_;
  double us_per_piece_ = 0;
  bool known_ = false;
};

}  // namespace basalt
