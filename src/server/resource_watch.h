// ResourceWatch: a thread that looks at the process's memory and at the free disk space four times a second, and tells
// those who refuse work when there is too little. Says so in the log when that changes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "basalt/http/memory_budget.h"
#include "basalt/store/space_gate.h"

namespace basalt::server {

struct WatchLimits {
  uint64_t memory_bytes = UINT64_MAX;
  uint64_t min_free_disk_bytes = 0;  // 0: not looked at
};

// Where the figures come from.
struct WatchProbes {
  std::function<uint64_t()> resident_bytes;
  std::function<std::optional<uint64_t>()> free_disk_bytes;  // nullopt: cannot be told
};
WatchProbes system_probes(const std::string& data_dir);

class ResourceWatch {
 public:
  // The budget and the gate must outlive the watch.
  ResourceWatch(const WatchLimits& limits, WatchProbes probes, http::MemoryBudget& memory, store::SpaceGate& space);
  ~ResourceWatch();
  ResourceWatch(const ResourceWatch&) = delete;
  ResourceWatch& operator=(const ResourceWatch&) = delete;

  // One look; what the thread does. Before start(), or by tests.
  void look();
  void start();
  // Once.
  void stop();

 private:
  void run();
  void look_at_memory();
  void look_at_disk();
  store::SpaceGate::Space space_at(uint64_t free_bytes) const;

  const WatchLimits limits_;
  const WatchProbes probes_;
  http::MemoryBudget& memory_;
  store::SpaceGate& space_;
  std::mutex mutex_;
  std::condition_variable stop_changed_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace basalt::server
