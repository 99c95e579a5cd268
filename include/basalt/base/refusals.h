// Refusals: how often the server refused something because it had too much to do, by reason. Any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace basalt {

enum class RefusalReason : uint8_t {
  kLateIo,       // requests waited too long for an I/O thread
  kWorkers,      // ... for a worker thread
  kWriters,      // ... for their shard's writer
  kMemory,       // too many bytes of requests and answers, or the process is near its memory limit
  kRequests,     // max-concurrent-requests
  kConnections,  // max-connections
  kDiskSpace,    // min-free-disk-mb
};
inline constexpr size_t kRefusalReasons = 7;

// For metrics and logs: "late_io".
std::string_view refusal_name(RefusalReason reason);

class Refusals {
 public:
  void count(RefusalReason reason) { counts_[static_cast<size_t>(reason)].fetch_add(1, std::memory_order_relaxed); }
  uint64_t counted(RefusalReason reason) const {
    return counts_[static_cast<size_t>(reason)].load(std::memory_order_relaxed);
  }

 private:
  std::array<std::atomic<uint64_t>, kRefusalReasons> counts_{};
};

}  // namespace basalt
