// The config file: one JSON object, {"port": 8000, "in-memory": false, "host": "0.0.0.0"}.
#pragma once

#include <string>
#include <string_view>

#include "basalt/base/result.h"
#include "server/settings.h"

namespace basalt::server {

// The error is one line for the user: not there, not JSON, an unknown key, a key given twice, a value of the wrong
// type.
Result<GivenValues, std::string> read_config_file(const std::string& path);
Result<GivenValues, std::string> parse_config(std::string_view json, const std::string& origin);

// Every setting with its default, as config/basalt.json has it.
std::string default_config_json();

}  // namespace basalt::server
