#include "http/loop_lag.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>

#include "basalt/base/check.h"

namespace basalt::http {
namespace {

constexpr Microseconds kBetweenProbes = std::chrono::milliseconds(5);
// Each has at most one request of a usual client waiting: what they can pile up is no overload.
constexpr size_t kTooFewToBeLate = 64;

}  // namespace

LoopLag::LoopLag(boost::asio::io_context& context, const Clock& clock, const QueueWaits& waits)
    : probe_(context), clock_(clock), delay_(waits) {
  const int descriptor = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  CHECK(descriptor >= 0);  // at start; without descriptors nothing else would work either
  probe_.assign(descriptor);
  wait();
}

void LoopLag::look(size_t connections) {
  connections_ = connections;
  const Microseconds now = clock_.monotonic_now();
  if (!asked_) {
    if (now - answered_at_ >= kBetweenProbes) ask(now);
  } else if (now - asked_at_ > delay_.waits().standing) {
    judge(now, now - asked_at_);  // not handled yet, so at least this
  }
}

void LoopLag::ask(Microseconds now) {
  asked_ = true;
  asked_at_ = now;
  (void)::eventfd_write(probe_.native_handle(), 1);  // cannot fail: the counter is read each time
}

void LoopLag::wait() {
  probe_.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this](const boost::system::error_code& error) {
    if (!error) on_ready();
  });
}

void LoopLag::on_ready() {
  eventfd_t ignored = 0;
  (void)::eventfd_read(probe_.native_handle(), &ignored);
  wait();
  if (!asked_) return;
  const Microseconds now = clock_.monotonic_now();
  asked_ = false;
  answered_at_ = now;
  judge(now, now - asked_at_);
  if (late_) ask(now);
}

void LoopLag::judge(Microseconds now, Microseconds lag) {
  late_ = !delay_.admits(now, lag) && connections_ >= kTooFewToBeLate;
}

}  // namespace basalt::http
