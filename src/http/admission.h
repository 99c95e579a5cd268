// Admission: how much may be worked on at once, counted before a body is read. Shared by all I/O threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "basalt/base/refusals.h"
#include "basalt/http/memory_budget.h"

namespace basalt::http {

class Admission {
 public:
  // The budget must outlive this.
  Admission(size_t max_requests, MemoryBudget& memory) : max_requests_(max_requests), memory_(memory) {}

  // A request with `bytes` of its body; a reason, and nothing counted, when that would be too much.
  std::optional<RefusalReason> admit(uint64_t bytes) {
    if (requests_.fetch_add(1, std::memory_order_relaxed) >= max_requests_) {
      requests_.fetch_sub(1, std::memory_order_relaxed);
      return RefusalReason::kRequests;
    }
    if (memory_.take(bytes)) return std::nullopt;
    requests_.fetch_sub(1, std::memory_order_relaxed);
    return RefusalReason::kMemory;
  }

  // A request that is never refused, and has no body.
  void admit_always() { requests_.fetch_add(1, std::memory_order_relaxed); }

  // More bytes for an admitted request: its body comes in, or is inflated.
  bool grow(uint64_t bytes) { return memory_.take(bytes); }
  // Its answer, which is there already.
  void hold(uint64_t bytes) { memory_.hold(bytes); }

  void release(uint64_t bytes) {
    requests_.fetch_sub(1, std::memory_order_relaxed);
    memory_.release(bytes);
  }

  size_t requests() const { return requests_.load(std::memory_order_relaxed); }
  MemoryBudget& memory() { return memory_; }

 private:
  const size_t max_requests_;
  MemoryBudget& memory_;
  std::atomic<size_t> requests_{0};
};

}  // namespace basalt::http
