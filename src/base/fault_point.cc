#include "basalt/base/fault_point.h"

#include <bit>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>

#include <unistd.h>

namespace basalt {
namespace detail {
std::atomic<bool> g_fault_points_armed{false};
}

namespace {
struct Armed {
  std::mutex mutex;
  std::string name;
  long remaining = 1;
  bool list = false;
  std::map<std::string, uint64_t> passed;  // list only
};
Armed& armed() {
  static Armed instance;
  return instance;
}
}  // namespace

void arm_fault_points() {
  const char* setting = std::getenv("BASALT_FAULT_POINT");
  if (setting == nullptr) return;
  Armed& state = armed();
  state.name = setting;
  state.list = state.name == "list";
  if (const auto colon = state.name.find(':'); colon != std::string::npos) {
    state.remaining = std::strtol(state.name.c_str() + colon + 1, nullptr, 10);
    state.name.resize(colon);
  }
  detail::g_fault_points_armed = true;
}

void detail::fault_point_passed(const char* name) {
  Armed& state = armed();
  const std::lock_guard lock(state.mutex);
  if (state.list) {
    const uint64_t count = ++state.passed[name];
    if (std::has_single_bit(count)) std::fprintf(stderr, "fault point %s %" PRIu64 "\n", name, count);
    return;
  }
  if (state.name != name || --state.remaining > 0) return;
  ::kill(::getpid(), SIGKILL);
}

}  // namespace basalt
