// Snapshots as a resource of the administrative endpoint (docs/administration.md): GET lists them, POST takes, restores
// or deletes one, DELETE deletes all.
#pragma once

#include "server/admin_router.h"
#include "server/snapshots.h"

namespace basalt::server {

// The snapshots must outlive the resource.
AdminResource snapshots_resource(Snapshots& snapshots);

}  // namespace basalt::server
