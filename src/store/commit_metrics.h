// CommitMetrics: how large the writers' groups are and how long their commits take. Any thread.
#pragma once

#include "basalt/base/clock.h"
#include "basalt/base/metrics.h"

namespace basalt::store {

struct CommitMetrics {
  explicit CommitMetrics(const Clock& commit_clock) : clock(commit_clock) {}

  const Clock& clock;
  metrics::Histogram group_writes{metrics::count_bounds()};
  metrics::Histogram commit_us{metrics::latency_bounds_us()};

  void show(metrics::Page& page) const {
    page.histogram({"basalt_write_group_writes", "Writes committed together."}, {}, group_writes.read());
    page.histogram(
        {"basalt_commit_seconds", "Time a commit of the shard writers takes, with its sync.", metrics::kMicrosecond},
        {}, commit_us.read());
  }
};

}  // namespace basalt::store
