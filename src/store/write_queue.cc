#include "store/write_queue.h"

#include <algorithm>
#include <utility>

namespace basalt::store {
namespace {

// So few are never refused: a writer that stalls is to be met by many before it counts as overload.
constexpr size_t kAlwaysAdmitted = 64;
// Up to here more writes mean larger groups and hardly more time, so the wait says nothing about the load.
constexpr size_t kOneGroup = 1024;
// Smaller groups are all overhead: their time says little about what each further write costs.
constexpr size_t kTellingGroup = 64;
constexpr double kNewestGroupWeight = 0.25;

}  // namespace

WriteQueue::WriteQueue(size_t capacity, const Clock& clock, const QueueWaits& waits)
    : capacity_(capacity), clock_(clock), rate_(kNewestGroupWeight), delay_(waits) {}

bool WriteQueue::admits(Microseconds now, size_t more) {
  const size_t queued = waiting_.size() + taken_;
  if (queued + more > capacity_) return false;
  if (queued < kAlwaysAdmitted) return true;
  // A group that has taken this long already will take as long again, for all we know.
  const Microseconds stall = busy_ ? now - taken_at_ : Microseconds{0};
  const Microseconds wait = std::max(rate_.expected_wait(queued), stall);
  if (queued < kOneGroup) return wait <= delay_.waits().burst;
  return delay_.admits(now, wait);
}

bool WriteQueue::is_overdue() {
  const Microseconds now = clock_.monotonic_now();
  const std::lock_guard lock(mutex_);
  return !admits(now, 0);
}

WriteQueue::Pushed WriteQueue::push(std::span<ItemWrite> writes) {
  bool wake = false;
  const Microseconds now = clock_.monotonic_now();
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return Pushed::kClosed;
    if (!admits(now, writes.size())) return Pushed::kFull;
    for (ItemWrite& write : writes) waiting_.push_back(std::move(write));
    wake = std::exchange(sleeping_, false);  // one push wakes it, those that follow need not
  }
  if (wake) not_empty_.notify_one();
  return Pushed::kQueued;
}

bool WriteQueue::push(std::unique_ptr<WriterErrand>& errand) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    errands_.push_back(std::move(errand));
    wake = std::exchange(sleeping_, false);
  }
  if (wake) not_empty_.notify_one();
  return true;
}

size_t WriteQueue::size() {
  const std::lock_guard lock(mutex_);
  return waiting_.size() + taken_;
}

void WriteQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  not_empty_.notify_one();
}

bool WriteQueue::take(std::vector<ItemWrite>& taken, Errands& errands) {
  taken.clear();
  errands.clear();
  const Microseconds now = clock_.monotonic_now();
  std::unique_lock lock(mutex_);
  if (taken_ >= kTellingGroup) rate_.drained(taken_, now - taken_at_);
  if (waiting_.size() < kOneGroup) delay_.saw(now, Microseconds{0});
  taken_ = 0;
  busy_ = false;
  if (watchers_ > 0) answered_.notify_all();
  while (waiting_.empty() && errands_.empty()) {
    if (closed_) return false;
    sleeping_ = true;
    not_empty_.wait(lock);
  }
  sleeping_ = false;
  taken.swap(waiting_);
  errands.swap(errands_);
  taken_ = taken.size();
  taken_at_ = clock_.monotonic_now();
  busy_ = true;
  ++takes_;
  return true;
}

void WriteQueue::wait_for_taken() {
  std::unique_lock lock(mutex_);
  const uint64_t running = takes_;
  ++watchers_;
  answered_.wait(lock, [&] { return !busy_ || takes_ != running; });
  --watchers_;
}

}  // namespace basalt::store
