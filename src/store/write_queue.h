// WriteQueue: the writes waiting for one writer thread. Bounded; many threads push, one takes.
//
// A mutex and a vector that is swapped out whole: a push holds the mutex for tens of nanoseconds, the writer takes it
// once a group, and a wake-up is paid only when the writer sleeps (docs/decisions/0003-shard-writer.md).
//
// It is also bounded by time: writes that would wait too long are refused (docs/decisions/0008-overload.md). Few
// writes never are, because a group of many takes hardly longer than a group of one.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "basalt/base/queue_delay.h"
#include "basalt/store/write_plan.h"
#include "store/writer_errand.h"

namespace basalt::store {

class WriteQueue {
 public:
  // The clock must outlive the queue.
  WriteQueue(size_t capacity, const Clock& clock, const QueueWaits& waits);

  enum class Pushed { kQueued, kFull, kClosed };
  // Any thread. Moves from write only when it is queued.
  Pushed push(ItemWrite& write) { return push(std::span(&write, 1)); }
  // All of them, one after the other, or none.
  Pushed push(std::span<ItemWrite> writes);
  // Any thread. Errands are few and come from the server itself, so there is no bound. False when the queue is closed;
  // the errand is still the caller's then.
  bool push(std::unique_ptr<WriterErrand>& errand);
  // Any thread. Whether a push would be refused now, for those who push something else instead.
  bool is_overdue();
  // Any thread. Writes that wait or are not yet answered.
  size_t size();
  // No push succeeds from here on; take hands out the rest.
  void close();

  using Errands = std::vector<std::unique_ptr<WriterErrand>>;
  // The writer's thread. Says that what it took before is answered, waits for writes or errands, and swaps all of them
  // into taken and errands. False when the queue is closed and empty.
  bool take(std::vector<ItemWrite>& taken, Errands& errands);

  // Any thread but the writer's. Returns once everything taken before the call is answered.
  void wait_for_taken();

 private:
  bool admits(Microseconds now, size_t more);

  const size_t capacity_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::condition_variable answered_;
  std::vector<ItemWrite> waiting_;
  Errands errands_;
  size_t taken_ = 0;   // not yet answered; they count towards the capacity
  bool busy_ = false;  // with what was taken
  Microseconds taken_at_{0};
  DrainRate rate_;
  QueueDelay delay_;
  uint64_t takes_ = 0;     // how often something was taken
  unsigned watchers_ = 0;  // threads in wait_for_taken
  bool sleeping_ = false;
  bool closed_ = false;
};

}  // namespace basalt::store
