#include "basalt/base/thread.h"

#include <pthread.h>

#include <algorithm>
#include <string>
#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

namespace basalt {

void name_this_thread(std::string_view name) {
  const std::string kept(name.substr(0, 15));
#ifdef __linux__
  pthread_setname_np(pthread_self(), kept.c_str());
#else
  pthread_setname_np(kept.c_str());
#endif
}

unsigned usable_cores() {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return std::max(1, CPU_COUNT(&set));
#endif
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace basalt
