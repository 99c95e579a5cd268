// The environment's settings: BASALT_PORT=8001 and so on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "basalt/base/result.h"
#include "server/settings.h"

namespace basalt::server {

using Variables = std::vector<std::pair<std::string, std::string>>;

// What the process was started with.
Variables process_environment();

struct EnvironmentValues {
  GivenValues values;
  std::string config_file;  // BASALT_CONFIG; empty: none
};
// A BASALT_* variable that is no setting is refused: it is a typing error more often than not.
Result<EnvironmentValues, std::string> read_environment(const Variables& variables);

}  // namespace basalt::server
