// WriteQueue: the writes waiting for one writer thread. Bounded; many threads push, one takes.
//
// A mutex and a vector that is swapped out whole: a push holds the mutex for tens of nanoseconds, the writer takes it
// once a group, and a wake-up is paid only when the writer sleeps (docs/decisions/0003-shard-writer.md).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "basalt/store/write_plan.h"

namespace basalt::store {

class WriteQueue {
 public:
  explicit WriteQueue(size_t capacity) : capacity_(capacity) {}

  enum class Pushed { kQueued, kFull, kClosed };
  // Any thread. Moves from write only when it is queued.
  Pushed push(ItemWrite& write);
  // No push succeeds from here on; take hands out the rest.
  void close();

  // The writer's thread. Says that what it took before is answered, waits for writes, and swaps all of them into
  // taken. False when the queue is closed and empty.
  bool take(std::vector<ItemWrite>& taken);

  // Any thread but the writer's. Returns once everything taken before the call is answered.
  void wait_for_taken();

 private:
  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::condition_variable answered_;
  std::vector<ItemWrite> waiting_;
  size_t taken_ = 0;       // not yet answered; they count towards the capacity
  uint64_t takes_ = 0;     // how often something was taken
  unsigned watchers_ = 0;  // threads in wait_for_taken
  bool sleeping_ = false;
  bool closed_ = false;
};

}  // namespace basalt::store
