// `basalt repair`: makes again what follows from the items of a data directory that nobody serves, and opens one whose
// write-ahead log is damaged.
#pragma once

#include "server/config.h"
#include "server/verify_command.h"

namespace basalt::server {

// Prints what it did on standard output, progress and what keeps it from running on standard error. kProblems: there is
// something left that it cannot mend.
VerdictStatus repair_command(const Config& config, bool salvage_log);

}  // namespace basalt::server
