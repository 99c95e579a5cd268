#include "server/environment.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>

namespace basalt::server {
namespace {

constexpr std::string_view kPrefix = "BASALT_";

// Kubernetes and Docker links describe a service that is called "basalt" with BASALT_PORT=tcp://10.0.0.7:8000,
// BASALT_SERVICE_HOST, BASALT_PORT_8000_TCP_ADDR and so on, in every container of the namespace. Not meant for us.
bool is_service_link(std::string_view name, std::string_view value) {
  if (name == "BASALT_PORT") return value.starts_with("tcp://");
  return name.starts_with("BASALT_SERVICE_") || name.starts_with("BASALT_PORT_");
}

const Setting* setting_of_variable(std::string_view name) {
  const auto all = settings();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Setting& setting) { return variable_of(setting) == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Variables process_environment() {
  Variables variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

Result<EnvironmentValues, std::string> read_environment(const Variables& variables) {
  EnvironmentValues result;
  for (const auto& [name, value] : variables) {
    if (!name.starts_with(kPrefix) || is_service_link(name, value)) continue;
    // Read by basalt/base/fault_point.h.
    if (name == "BASALT_FAULT_POINT") continue;
    if (name == "BASALT_CONFIG") {
      result.config_file = value;
      continue;
    }
    const Setting* setting = setting_of_variable(name);
    if (setting == nullptr) return Failure{name + " in the environment is not a setting (see basalt help)"};
    result.values.push_back({setting, value, name});
  }
  return result;
}

}  // namespace basalt::server
