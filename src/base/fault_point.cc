#include "basalt/base/fault_point.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <set>
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
  std::set<std::string> seen;
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
  if (state.list && state.seen.insert(name).second) std::fprintf(stderr, "fault point %s\n", name);
  if (state.name != name || --state.remaining > 0) return;
  ::kill(::getpid(), SIGKILL);
}

}  // namespace basalt
