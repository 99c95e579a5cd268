#include "server/process_metrics.h"

#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace basalt::server {
namespace {

// As near to the start of the process as any code of ours.
const auto g_started = std::chrono::system_clock::now();

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

struct Memory {
  double resident_bytes = 0;
  double virtual_bytes = 0;
};

// The largest there was, where the present size cannot be told.
Memory memory_of(const rusage& usage) {
  uint64_t virtual_pages = 0;
  uint64_t resident_pages = 0;
  if (std::ifstream statm("/proc/self/statm"); statm >> virtual_pages >> resident_pages) {
    const auto page_bytes = static_cast<double>(sysconf(_SC_PAGESIZE));
    return {static_cast<double>(resident_pages) * page_bytes, static_cast<double>(virtual_pages) * page_bytes};
  }
#ifdef __APPLE__
  return {static_cast<double>(usage.ru_maxrss), 0};
#else
  return {static_cast<double>(usage.ru_maxrss) * 1024, 0};
#endif
}

double entries_of(const char* directory) {
  std::error_code error;
  size_t count = 0;
  for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    ++count;
  }
  return static_cast<double>(count);
}

}  // namespace

void show_process(metrics::Page& page) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  rlimit descriptors{};
  getrlimit(RLIMIT_NOFILE, &descriptors);
  const Memory memory = memory_of(usage);
  const double started = std::chrono::duration<double>(g_started.time_since_epoch()).count();
  page.counter({"process_cpu_seconds_total", "CPU time, user and system."}, {},
               seconds(usage.ru_utime) + seconds(usage.ru_stime));
  page.gauge({"process_resident_memory_bytes", "Memory that is in RAM."}, {}, memory.resident_bytes);
  page.gauge({"process_virtual_memory_bytes", "Memory that is mapped."}, {}, memory.virtual_bytes);
  page.gauge({"process_start_time_seconds", "When the process started, since the epoch."}, {}, started);
  page.gauge({"process_open_fds", "Open file descriptors."}, {},
             entries_of(std::filesystem::exists("/proc/self/fd") ? "/proc/self/fd" : "/dev/fd"));
  page.gauge({"process_max_fds", "File descriptors there may be."}, {}, static_cast<double>(descriptors.rlim_cur));
  page.gauge({"process_threads", "Threads."}, {}, entries_of("/proc/self/task"));
}

}  // namespace basalt::server
