#include "server/memory_plan.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace basalt::server {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;
constexpr uint64_t kMostCacheBytes = 256 * kMiB;
constexpr uint64_t kMostReadCacheBytes = 64 * kMiB;
constexpr uint64_t kMostRequestBytes = 512 * kMiB;
// Where even this does not fit, the limit is beyond help.
constexpr uint64_t kLeastBytes = 8 * kMiB;

// 0: absent, or not a number ("max").
uint64_t number_in(const char* file) {
  std::ifstream in(file);
  uint64_t number = 0;
  return in >> number ? number : 0;
}

uint64_t share(uint64_t limit, uint64_t parts, uint64_t most) { return std::clamp(limit / parts, kLeastBytes, most); }

}  // namespace

uint64_t available_memory_bytes() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long page_bytes = ::sysconf(_SC_PAGESIZE);
  const uint64_t machine =
      pages > 0 && page_bytes > 0 ? static_cast<uint64_t>(pages) * static_cast<uint64_t>(page_bytes) : 0;
  // Version 2 and version 1 of cgroups, as a container sees its own. Version 1 writes "none" as a huge number.
  for (const char* file : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    const uint64_t limit = number_in(file);
    if (limit > 0 && (machine == 0 || limit < machine)) return limit;
  }
  return machine;
}

uint64_t resident_memory_bytes() {
  std::ifstream in("/proc/self/statm");
  uint64_t total = 0;
  uint64_t resident = 0;
  return in >> total >> resident ? resident * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

MemoryPlan plan_memory(const Config& config, uint64_t available_bytes) {
  // The rest is for the operating system's cache of our files, and for whoever else is there.
  uint64_t limit = config.memory_limit_mb > 0 ? config.memory_limit_mb * kMiB : available_bytes / 4 * 3;
  if (limit == 0) limit = UINT64_MAX;
  const auto given_or = [](uint64_t megabytes, uint64_t derived) { return megabytes > 0 ? megabytes * kMiB : derived; };
  return {
      .limit_bytes = limit,
      .block_cache_bytes = given_or(config.block_cache_mb, share(limit, 4, kMostCacheBytes)),
      .read_cache_bytes = given_or(config.read_cache_mb, share(limit, 16, kMostReadCacheBytes)),
      .write_buffer_bytes = given_or(config.write_buffer_mb, share(limit, 4, kMostCacheBytes)),
      .request_bytes = given_or(config.max_requests_mb, share(limit, 8, kMostRequestBytes)),
  };
}

}  // namespace basalt::server
