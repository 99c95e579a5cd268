#include "store/write_queue.h"

#include <utility>

namespace basalt::store {

WriteQueue::Pushed WriteQueue::push(std::span<ItemWrite> writes) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return Pushed::kClosed;
    if (waiting_.size() + taken_ + writes.size() > capacity_) return Pushed::kFull;
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
  std::unique_lock lock(mutex_);
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
