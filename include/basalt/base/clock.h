// Clock: the only source of time. Injected, never read directly, so that tests can move it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace basalt {

using Microseconds = std::chrono::microseconds;

// Any thread may call any method.
class Clock {
 public:
  virtual ~Clock() = default;
  // Time since the Unix epoch. Can jump, as wall clocks do.
  virtual Microseconds wall_now() const = 0;
  // Never goes back; its zero means nothing.
  virtual Microseconds monotonic_now() const = 0;

  int64_t wall_seconds() const { return std::chrono::duration_cast<std::chrono::seconds>(wall_now()).count(); }
};

class SystemClock final : public Clock {
 public:
  Microseconds wall_now() const override;
  Microseconds monotonic_now() const override;
};

// Stands still until told otherwise.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Microseconds start) : now_us_(start.count()) {}
  Microseconds wall_now() const override { return Microseconds{now_us_.load()}; }
  Microseconds monotonic_now() const override { return Microseconds{now_us_.load()}; }
  void advance(Microseconds by) { now_us_ += by.count(); }

 private:
  std::atomic<int64_t> now_us_;
};

// HybridClock: hybrid logical timestamps (Kulkarni et al., 2014): 48 bits of wall milliseconds, 16 bits of counter.
// Every stored item carries one; a later write of the same process always has a greater one, even when the wall
// clock steps back or the process restarts (the store calls `observe` with the newest stored timestamp).
class HybridClock {
 public:
  explicit HybridClock(const Clock& clock) : clock_(clock) {}
  uint64_t next() { return next(clock_.wall_now()); }
  // The same from a reading of the clock's wall time: of writes that are made together, which need not ask it each.
  uint64_t next(Microseconds wall);
  void observe(uint64_t timestamp);
  const Clock& clock() const { return clock_; }

 private:
  const Clock& clock_;
  std::atomic<uint64_t> last_{0};
};

}  // namespace basalt
