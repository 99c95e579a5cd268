#include "basalt/http/worker_pool.h"

#include <string>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/base/thread.h"

namespace basalt::http {
namespace {

// So much for each thread is never refused: with so little waiting, long waits are the work's own length.
constexpr size_t kAlwaysAdmittedPerThread = 8;
constexpr double kNewestWeight = 1.0 / 32;

}  // namespace

WorkerPool::WorkerPool(unsigned threads, size_t max_queued, const PoolGuards& guards)
    : max_queued_(max_queued),
      always_admitted_(threads * kAlwaysAdmittedPerThread),
      guards_(guards),
      rate_(kNewestWeight),
      delay_(guards.waits) {
  CHECK(threads > 0);
  threads_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this, i] { run(i); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::to_pool(UniqueFunction<void(wire::Turn)> work) {
  const Microseconds since = now();
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    if (queue_.size() >= max_queued_ || !admits(since)) {
      count(RefusalReason::kWorkers);
      return false;
    }
    queue_.push_back({std::move(work), since});
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::show_metrics(metrics::Page& page) {
  size_t waiting = 0;
  {
    const std::lock_guard lock(mutex_);
    waiting = queue_.size();
  }
  page.gauge({"basalt_worker_queue_requests", "Requests that wait for a worker thread."}, {},
             static_cast<double>(waiting));
  page.histogram(
      {"basalt_worker_queue_wait_seconds", "Time that requests waited for a worker thread.", metrics::kMicrosecond}, {},
      waits_us_.read());
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::run(unsigned number) {
  name_this_thread("worker-" + std::to_string(number));
  for (;;) {
    UniqueFunction<void(wire::Turn)> work;
    wire::Turn turn = wire::Turn::kRun;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const Microseconds begun = now();
      work = std::move(queue_.front().work);
      const Microseconds waited = begun - queue_.front().since;
      waits_us_.observe(static_cast<uint64_t>(waited.count()));
      turn = turn_of(waited);
      queue_.pop_front();
      note_departure(begun);
    }
    work(turn);
  }
}

Microseconds WorkerPool::now() const {
  return guards_.clock == nullptr ? Microseconds{0} : guards_.clock->monotonic_now();
}

bool WorkerPool::admits(Microseconds now) {
  if (guards_.clock == nullptr || queue_.size() < always_admitted_) return true;
  const bool admitted = delay_.admits(now, rate_.expected_wait(queue_.size()));
  overdue_.store(!admitted, std::memory_order_relaxed);
  return admitted;
}

// Work has just left the queue: how fast it drains, and whether it may take more again.
void WorkerPool::note_departure(Microseconds now) {
  if (guards_.clock == nullptr) return;
  if (was_waiting_) rate_.drained(1, now - last_departure_);
  last_departure_ = now;
  was_waiting_ = !queue_.empty();
  const Microseconds wait = queue_.size() < always_admitted_ ? Microseconds{0} : rate_.expected_wait(queue_.size());
  delay_.saw(now, wait);
  if (wait <= guards_.waits.standing) overdue_.store(false, std::memory_order_relaxed);
}

wire::Turn WorkerPool::turn_of(Microseconds waited) {
  if (guards_.clock != nullptr && waited > guards_.waits.burst && queue_.size() > always_admitted_) {
    count(RefusalReason::kWorkers);
    return wire::Turn::kRefuse;
  }
  if (guards_.memory != nullptr && guards_.memory->is_scarce()) {
    count(RefusalReason::kMemory);
    return wire::Turn::kRefuse;
  }
  return wire::Turn::kRun;
}

void WorkerPool::count(RefusalReason reason) {
  if (guards_.refusals != nullptr) guards_.refusals->count(reason);
}

}  // namespace basalt::http
