#include "basalt/base/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

namespace basalt {

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
}

DescriptorShares share_descriptors() {
  constexpr rlim_t kUnlimited = 1 << 20;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) limit.rlim_cur = 1024;
  return share_descriptors(std::min(limit.rlim_cur, kUnlimited));
}

DescriptorShares share_descriptors(size_t limit) {
  constexpr size_t kFewestTables = 64;
  constexpr size_t kMostTables = 65536;
  constexpr size_t kOthers = 64;
  const size_t tables = std::clamp(limit / 3, kFewestTables, kMostTables);
  return {tables, limit > tables + kOthers ? limit - tables - kOthers : 1};
}

}  // namespace basalt
