#include "server/resource_watch.h"

#include <sys/statvfs.h>

#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "server/memory_plan.h"

#ifdef __GLIBC__
// jemalloc's, where the program is linked with it (docs/decisions/0009-allocator.md).
extern "C" [[gnu::weak]] int mallctl(const char* name, void* old, size_t* old_size, void* fresh, size_t fresh_size);
#endif

namespace basalt::server {
namespace {

using Space = store::SpaceGate::Space;

constexpr std::chrono::milliseconds kBetweenLooks{250};
constexpr uint64_t kMiB = uint64_t{1} << 20;

// What the allocator keeps of freed memory counts against the limit too.
void give_back_freed_memory() {
#ifdef __GLIBC__
  if (mallctl != nullptr) {
    mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // 4096: all arenas
  } else {
    malloc_trim(0);
  }
#endif
}

}  // namespace

WatchProbes system_probes(const std::string& data_dir) {
  return {.resident_bytes = &resident_memory_bytes, .free_disk_bytes = [data_dir]() -> std::optional<uint64_t> {
            struct statvfs about {};
            if (::statvfs(data_dir.c_str(), &about) != 0) return std::nullopt;
            return static_cast<uint64_t>(about.f_bavail) * about.f_frsize;
          }};
}

ResourceWatch::ResourceWatch(const WatchLimits& limits, WatchProbes probes, http::MemoryBudget& memory,
                             store::SpaceGate& space)
    : limits_(limits), probes_(std::move(probes)), memory_(memory), space_(space) {}

ResourceWatch::~ResourceWatch() { stop(); }

void ResourceWatch::start() {
  look();
  thread_ = std::thread([this] { run(); });
}

void ResourceWatch::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stop_changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ResourceWatch::run() {
  name_this_thread("resource-watch");
  std::unique_lock lock(mutex_);
  while (!stop_changed_.wait_for(lock, kBetweenLooks, [this] { return stop_; })) {
    lock.unlock();
    look();
    lock.lock();
  }
}

void ResourceWatch::look() {
  look_at_memory();
  if (limits_.min_free_disk_bytes > 0) look_at_disk();
}

// Full from 19 twentieths of the limit on, until it is back at 18.
void ResourceWatch::look_at_memory() {
  const uint64_t twentieth = limits_.memory_bytes / 20;
  const bool was_full = memory_.process_is_full();
  uint64_t resident = probes_.resident_bytes();
  if (resident > twentieth * 18) {
    give_back_freed_memory();
    resident = probes_.resident_bytes();
  }
  const bool full = resident > twentieth * (was_full ? 18 : 19);
  memory_.set_process_is_full(full);
  if (full == was_full) return;
  const log::Fields fields = {{"resident_mb", resident / kMiB}, {"limit_mb", limits_.memory_bytes / kMiB}};
  if (full) {
    log::warning("the process is near memory-limit-mb; most requests are refused until it is below", fields);
  } else {
    log::info("memory is below its limit again", fields);
  }
}

void ResourceWatch::look_at_disk() {
  const std::optional<uint64_t> free_bytes = probes_.free_disk_bytes();
  if (!free_bytes) return;
  const Space before = space_.space();
  const Space now = space_at(*free_bytes);
  if (now == before) return;
  space_.set(now);
  const log::Fields fields = {{"free_mb", *free_bytes / kMiB},
                              {"min_free_disk_mb", limits_.min_free_disk_bytes / kMiB}};
  switch (now) {
    case Space::kEnough:
      return log::info("there is disk space again; all writes are taken", fields);
    case Space::kLow:
      return log::warning("little disk space: writes are refused, deletes are not", fields);
    case Space::kNone:
      return log::error("hardly any disk space: writes and deletes are refused", fields);
  }
}

// A tenth more than what ended it has to be there before it is over, so that it does not flutter.
Space ResourceWatch::space_at(uint64_t free_bytes) const {
  const uint64_t least = limits_.min_free_disk_bytes;
  const auto below = [&](uint64_t floor, bool already) { return free_bytes < (already ? floor + floor / 10 : floor); };
  if (below(least / 4, space_.space() == Space::kNone)) return Space::kNone;
  if (below(least, space_.space() != Space::kEnough)) return Space::kLow;
  return Space::kEnough;
}

}  // namespace basalt::server
