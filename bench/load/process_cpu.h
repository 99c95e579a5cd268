// ProcessCpu: CPU seconds (user and system) that processes have used so far, from /proc.
#pragma once

#include <sys/types.h>

#include <optional>
#include <vector>

namespace basalt::bench {

// The sum over the processes and their threads; nullopt when one of them is gone.
std::optional<double> cpu_seconds(const std::vector<pid_t>& pids);

}  // namespace basalt::bench
