#include "load/process_cpu.h"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace basalt::bench {

std::optional<double> cpu_seconds(const std::vector<pid_t>& pids) {
  unsigned long total = 0;
  for (const pid_t pid : pids) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(file, line)) return std::nullopt;
    // The second field is the program's name in parentheses, which may hold anything.
    std::istringstream fields(line.substr(line.rfind(')') + 1));
    constexpr int kBeforeUserTime = 11;
    std::string skipped;
    for (int i = 0; i < kBeforeUserTime; ++i) fields >> skipped;
    unsigned long user = 0;
    unsigned long system = 0;
    if (!(fields >> user >> system)) return std::nullopt;
    total += user + system;
  }
  return static_cast<double>(total) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace basalt::bench
