// MemoryPlan: what memory-limit-mb comes to: the bounds of what takes memory, so that together they stay below it.
#pragma once

#include <cstdint>

#include "server/config.h"

namespace basalt::server {

struct MemoryPlan {
  uint64_t limit_bytes;
  uint64_t block_cache_bytes;
  uint64_t read_cache_bytes;
  uint64_t write_buffer_bytes;
  uint64_t request_bytes;  // requests and answers
};

// The container's limit (cgroup), or else the machine's memory. 0 when neither can be read.
uint64_t available_memory_bytes();
// As proc's statm has it, in bytes; 0 when it cannot be read.
uint64_t resident_memory_bytes();

// available_bytes: where the configuration leaves the limit open.
MemoryPlan plan_memory(const Config& config, uint64_t available_bytes);

}  // namespace basalt::server
