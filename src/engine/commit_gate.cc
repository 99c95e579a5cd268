#include "engine/commit_gate.h"

namespace basalt::engine {

std::shared_lock<std::shared_mutex> CommitGate::enter_plain() {
  // Only fairness hangs on this load, never correctness: a stale value lets one more plain commit in first.
  if (checked_waiting_.load(std::memory_order_relaxed) > 0) [[unlikely]] {
    const std::lock_guard queue(turnstile_);
  }
  return std::shared_lock(gate_);
}

std::unique_lock<std::shared_mutex> CommitGate::enter_checked() {
  checked_waiting_.fetch_add(1, std::memory_order_relaxed);
  std::unique_lock<std::shared_mutex> alone(gate_, std::defer_lock);
  {
    const std::lock_guard queue(turnstile_);
    alone.lock();
  }
  checked_waiting_.fetch_sub(1, std::memory_order_relaxed);
  return alone;
}

}  // namespace basalt::engine
