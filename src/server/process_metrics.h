// What the operating system says of the process, under the names that all Prometheus clients use. Any thread.
#pragma once

#include "basalt/base/metrics.h"

namespace basalt::server {

void show_process(metrics::Page& page);

}  // namespace basalt::server
