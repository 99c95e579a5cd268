// CommitGate: lets a checked commit read and write as one step.
//
// Commits without checks hold the gate shared: they run side by side and are grouped by the log below. A commit with
// checks holds it alone, so nothing is applied between its checks and its write. The turnstile is what keeps a
// steady stream of shared holders from starving it; they touch it only while a checked commit waits. Any thread.
#pragma once

#include <atomic>
#include <mutex>
#include <shared_mutex>

namespace basalt::engine {

class CommitGate {
 public:
  [[nodiscard]] std::shared_lock<std::shared_mutex> enter_plain();
  [[nodiscard]] std::unique_lock<std::shared_mutex> enter_checked();

 private:
  std::atomic<int> checked_waiting_{0};
  std::mutex turnstile_;
  std::shared_mutex gate_;
};

}  // namespace basalt::engine
