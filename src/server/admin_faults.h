// Injected faults as a resource of the administrative endpoint (docs/administration.md): GET shows the rules and what
// they have hit, POST adds rules or sets them anew, DELETE takes them away.
#pragma once

#include "basalt/wire/fault_rules.h"
#include "server/admin_router.h"

namespace basalt::server {

// The rules must outlive the resource.
AdminResource faults_resource(wire::FaultRules& rules);

}  // namespace basalt::server
