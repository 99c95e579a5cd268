// WorkerPool: the threads for work that may wait for the disk. Bounded: a queue that is full, or in which work would
// wait too long, refuses; it never blocks (docs/decisions/0008-overload.md).
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "basalt/base/metrics.h"
#include "basalt/base/queue_delay.h"
#include "basalt/base/refusals.h"
#include "basalt/base/unique_function.h"
#include "basalt/http/memory_budget.h"
#include "basalt/wire/dispatcher.h"

namespace basalt::http {

// Each may be null; all outlive the pool.
struct PoolGuards {
  const Clock* clock = nullptr;          // null: work may wait as long as it takes
  const MemoryBudget* memory = nullptr;  // no work is begun when it is scarce
  Refusals* refusals = nullptr;
  QueueWaits waits = {};
};

class WorkerPool final : public wire::Lanes {
 public:
  // threads is at least 1.
  WorkerPool(unsigned threads, size_t max_queued, const PoolGuards& guards = {});
  ~WorkerPool() override;
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Any thread. False when the queue is full or too slow, or the pool is stopping.
  bool to_pool(UniqueFunction<void(wire::Turn)> work) override;

  // Any thread, and cheap: whether work would be refused now because it would wait too long.
  bool is_overdue() const { return overdue_.load(std::memory_order_relaxed); }

  // Any thread.
  void show_metrics(metrics::Page& page);

  // Runs what is queued, then ends the threads. Not from a worker.
  void stop();

 private:
  struct Waiting {
    UniqueFunction<void(wire::Turn)> work;
    Microseconds since;
  };

  void run(unsigned number);
  Microseconds now() const;
  bool admits(Microseconds now);
  void note_departure(Microseconds now);
  wire::Turn turn_of(Microseconds waited);
  void count(RefusalReason reason);

  const size_t max_queued_;
  const size_t always_admitted_;
  const PoolGuards guards_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> queue_;
  DrainRate rate_;
  metrics::Histogram waits_us_{metrics::latency_bounds_us()};
  QueueDelay delay_;
  bool was_waiting_ = false;  // there was work waiting since last_departure_
  Microseconds last_departure_{0};
  std::atomic<bool> overdue_{false};
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace basalt::http
