// Pressure: what the layers are told about too much work, and what they count of it; one for the whole server.
#pragma once

#include "basalt/base/refusals.h"
#include "basalt/http/memory_budget.h"
#include "basalt/store/space_gate.h"
#include "server/memory_plan.h"
#include "server/resource_watch.h"

namespace basalt::server {

struct Pressure {
  explicit Pressure(const Config& config)
      : plan(plan_memory(config, available_memory_bytes())),
        memory(plan.request_bytes),
        watch({.memory_bytes = plan.limit_bytes,
               .min_free_disk_bytes = config.in_memory ? 0 : config.min_free_disk_mb << 20},
              system_probes(config.data_dir), memory, space) {}

  const MemoryPlan plan;
  http::MemoryBudget memory;
  store::SpaceGate space;
  Refusals refusals;
  ResourceWatch watch;
};

}  // namespace basalt::server
