// Admission: how much may be worked on at once, counted before a body is read. Shared by all I/O threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace basalt::http {

class Admission {
 public:
  Admission(size_t max_requests, uint64_t max_bytes) : max_requests_(max_requests), max_bytes_(max_bytes) {}

  // A request with a body of `bytes`; false, and nothing counted, when that would be too much.
  bool admit(uint64_t bytes) {
    if (requests_.fetch_add(1, std::memory_order_relaxed) >= max_requests_) {
      requests_.fetch_sub(1, std::memory_order_relaxed);
      return false;
    }
    if (grow(bytes)) return true;
    requests_.fetch_sub(1, std::memory_order_relaxed);
    return false;
  }

  // More bytes for an admitted request (its length was not known, or it was compressed).
  bool grow(uint64_t bytes) {
    if (bytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= max_bytes_) return true;
    bytes_.fetch_sub(bytes, std::memory_order_relaxed);
    return false;
  }

  void release(uint64_t bytes) {
    requests_.fetch_sub(1, std::memory_order_relaxed);
    bytes_.fetch_sub(bytes, std::memory_order_relaxed);
  }

  size_t requests() const { return requests_.load(std::memory_order_relaxed); }
  uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  const size_t max_requests_;
  const uint64_t max_bytes_;
  std::atomic<size_t> requests_{0};
  std::atomic<uint64_t> bytes_{0};
};

}  // namespace basalt::http
