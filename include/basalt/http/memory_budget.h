// MemoryBudget: the bytes that requests and answers may take together: bodies that were received and not yet answered,
// answers that were made and not yet sent. Caches and write buffers have bounds of their own. Any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace basalt::http {

class MemoryBudget {
 public:
  explicit MemoryBudget(uint64_t max_bytes) : max_bytes_(max_bytes) {}

  // False, and nothing taken, when that would be too much.
  bool take(uint64_t bytes) {
    const uint64_t after = bytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    if (after <= limit()) return true;
    release(bytes);
    return false;
  }
  // For what is there already.
  void hold(uint64_t bytes) { bytes_.fetch_add(bytes, std::memory_order_relaxed); }
  void release(uint64_t bytes) { bytes_.fetch_sub(bytes, std::memory_order_relaxed); }

  uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
  uint64_t max_bytes() const { return max_bytes_; }
  // Nothing large should be begun. What is left is for small requests, which those who take much must not starve.
  bool is_scarce() const { return bytes() >= limit() / 4 * 3; }
  // Those who hold memory by being slow are given less time.
  bool is_short() const { return bytes() > limit() / 2; }

  // The process as a whole is near its limit, whatever took it: from here on only a trickle is let through, so that it
  // comes down, and so that it still serves if it does not.
  void set_process_is_full(bool full) { process_is_full_.store(full, std::memory_order_relaxed); }
  bool process_is_full() const { return process_is_full_.load(std::memory_order_relaxed); }

 private:
  static constexpr uint64_t kTrickleBytes = uint64_t{4} << 20;
  uint64_t limit() const { return process_is_full() && kTrickleBytes < max_bytes_ ? kTrickleBytes : max_bytes_; }

  const uint64_t max_bytes_;
  std::atomic<uint64_t> bytes_{0};
  std::atomic<bool> process_is_full_{false};
};

}  // namespace basalt::http
