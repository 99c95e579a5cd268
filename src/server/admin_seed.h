// Seeding as a resource of the administrative endpoint (docs/administration.md): POST a seed file.
#pragma once

#include "server/admin_router.h"
#include "server/seeder.h"

namespace basalt::server {

// The seeder must outlive the resource.
AdminResource seed_resource(Seeder& seeder);

}  // namespace basalt::server
