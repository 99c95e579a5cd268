// `basalt health`: asks a server of this machine for GET /health.
#pragma once

#include "server/config.h"

namespace basalt::server {

// True when the server answers 200 within a second or so.
bool is_healthy(const Config& config);

}  // namespace basalt::server
