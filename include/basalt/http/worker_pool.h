// WorkerPool: the threads for work that may wait for the disk. Bounded: a full queue refuses, it never blocks.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "basalt/base/unique_function.h"
#include "basalt/wire/dispatcher.h"

namespace basalt::http {

class WorkerPool final : public wire::Lanes {
 public:
  // threads is at least 1.
  WorkerPool(unsigned threads, size_t max_queued);
  ~WorkerPool() override;
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Any thread. False when the queue is full or the pool is stopping.
  bool to_pool(UniqueFunction<void()> work) override;

  // Runs what is queued, then ends the threads. Not from a worker.
  void stop();

 private:
  void run(unsigned number);

  const size_t max_queued_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<UniqueFunction<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace basalt::http
