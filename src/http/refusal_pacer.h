// RefusalPacer: refusals wait a moment before they are sent.
//
// Refusing costs half of what serving a small request does. A client that sends again as soon as it is refused would
// keep the server busy with refusing alone; while its refusal is held, it sends nothing. The more refusals there are,
// the longer each is held, so that all of them together cost little (docs/decisions/0008-overload.md).
// Belongs to its I/O thread.
#pragma once

#include <deque>

#include "basalt/base/clock.h"
#include "http/exchange.h"

namespace basalt::http {

class RefusalPacer {
 public:
  // The exchange stays until it is released.
  void hold(Exchange& exchange, Microseconds now);
  // The next whose time has come; null: none.
  Exchange* release(Microseconds now);
  // The next, whatever its time; null: none.
  Exchange* release();

  bool empty() const { return held_.empty(); }
  size_t size() const { return held_.size(); }

  static constexpr Microseconds kShortest{10'000};
  static constexpr Microseconds kLongest{1'000'000};
  static constexpr Microseconds kBetween{1'000};

 private:
  struct Held {
    Exchange* exchange;
    Microseconds due;
  };
  std::deque<Held> held_;  // in the order of `due`
  Microseconds last_due_{0};
};

}  // namespace basalt::http
