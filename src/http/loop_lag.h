// LoopLag: how long what is ready waits until its I/O thread comes to it.
//
// Connections that are ready wait in the kernel's list, where they cannot be counted. So while requests come in, the
// loop now and then makes a descriptor of its own ready: it takes its place behind all that is ready at that moment,
// and the time until it is handled is what they wait too. Costs two system calls every 5 ms of a busy thread, and
// nothing of an idle one. Belongs to its I/O thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstddef>

#include "basalt/base/clock.h"
#include "basalt/base/queue_delay.h"

namespace basalt::http {

class LoopLag {
 public:
  LoopLag(boost::asio::io_context& context, const Clock& clock, const QueueWaits& waits);

  // For every request. connections: on this thread; few of them cannot make a long wait.
  void on_request(size_t connections) {
    if (++requests_ % kRequestsPerLook == 0) look(connections);
  }
  // Whether requests wait too long. Never stays true by itself: the probe goes on until the wait is short.
  bool is_late() const { return late_; }

 private:
  static constexpr unsigned kRequestsPerLook = 16;

  void look(size_t connections);
  void ask(Microseconds now);
  void wait();
  void on_ready();
  void judge(Microseconds now, Microseconds lag);

  boost::asio::posix::stream_descriptor probe_;
  const Clock& clock_;
  QueueDelay delay_;
  unsigned requests_ = 0;
  size_t connections_ = 0;
  bool asked_ = false;
  Microseconds asked_at_{0};
  Microseconds answered_at_{0};
  bool late_ = false;
};

}  // namespace basalt::http
