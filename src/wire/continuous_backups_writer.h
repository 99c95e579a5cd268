#pragma once

#include <string>

#include "basalt/operations/continuous_backups.h"

namespace basalt::wire {

// {"ContinuousBackupsDescription":{...}}
void write_continuous_backups(const operations::ContinuousBackups& backups, std::string& out);

}  // namespace basalt::wire
