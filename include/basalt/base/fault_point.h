// FAULT_POINT("name"): a place where a test can end the process as a crash would, or make it wait.
//
// BASALT_FAULT_POINT="name" or "name:N" in the environment kills the process (SIGKILL to itself, nothing is flushed)
// when the point is passed for the first, or Nth, time. "list" prints on standard error, each time a point was passed
// 1, 2, 4, 8, ... times, "fault point", its name and that number. Costs one relaxed load when nothing is armed;
// compiled out with -DBASALT_FAULT_POINTS=OFF. Any thread.
#pragma once

#include <atomic>

namespace basalt::detail {
extern std::atomic<bool> g_fault_points_armed;
void fault_point_passed(const char* name);
}  // namespace basalt::detail

namespace basalt {
// Reads the environment once. Called by main before the first thread starts.
void arm_fault_points();
}  // namespace basalt

#if BASALT_FAULT_POINTS
#define FAULT_POINT(name)                                                                      \
  do {                                                                                         \
    if (::basalt::detail::g_fault_points_armed.load(std::memory_order_relaxed)) [[unlikely]] { \
      ::basalt::detail::fault_point_passed(name);                                              \
    }                                                                                          \
  } while (false)
#else
#define FAULT_POINT(name) \
  do {                    \
  } while (false)
#endif
