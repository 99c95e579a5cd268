// The clock as a resource of the administrative endpoint (docs/administration.md): GET shows it, POST moves it.
#pragma once

#include "basalt/base/adjustable_clock.h"
#include "server/admin_router.h"

namespace basalt::server {

// The clock must outlive the resource.
AdminResource clock_resource(AdjustableClock& clock);

}  // namespace basalt::server
