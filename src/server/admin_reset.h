// Reset as a resource of the administrative endpoint (docs/administration.md): POST empties the server.
#pragma once

#include "basalt/base/adjustable_clock.h"
#include "basalt/store/store.h"
#include "basalt/wire/fault_rules.h"
#include "server/admin_router.h"

namespace basalt::server {

// All must outlive the resource.
AdminResource reset_resource(store::Store& store, wire::FaultRules& faults, AdjustableClock& clock);

}  // namespace basalt::server
