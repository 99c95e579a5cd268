// The administrative resource "contributor-insights": the reports that AWS shows in CloudWatch
// (docs/administration.md).
#pragma once

#include "basalt/store/catalog.h"
#include "server/admin_router.h"

namespace basalt::server {

// The catalog must outlive the router.
AdminResource insights_resource(const store::Catalog& catalog);

}  // namespace basalt::server
