// Settings: the one table of everything that can be set. --help, config/basalt.json, the environment and the config
// file are read or checked against it; docs/configuration.md too.
//
// A setting "data-dir" is the flag --data-dir, the variable BASALT_DATA_DIR and the key "data-dir" of the config file.
// Flags win over the environment, the environment over the file, the file over the defaults. Called by main only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/result.h"
#include "server/config.h"

namespace basalt::server {

enum class SettingKind { kText, kNumber, kSwitch };

struct Setting {
  std::string_view section;  // of --help
  std::string_view name;
  SettingKind kind;
  std::string_view value_name;     // for --help: "PATH"
  std::string_view default_value;  // as text
  std::string_view help;
  // Checks the text and stores it. Empty when it is good, else what it should be: "a number from 1 to 64".
  std::string (*apply)(Config& config, std::string_view text);
};

std::span<const Setting> settings();
const Setting* find_setting(std::string_view name);
std::string flag_of(const Setting& setting);      // --data-dir
std::string variable_of(const Setting& setting);  // BASALT_DATA_DIR

// A value before it is checked, and where it came from.
struct GivenValue {
  const Setting* setting;
  std::string text;
  std::string origin;      // "--port", "BASALT_PORT", "port in /etc/basalt.json": for messages
  bool deliberate = true;  // false: from a file that may just list all defaults
};
using GivenValues = std::vector<GivenValue>;

// Applies the defaults and then the values in order, so later ones win, and refuses what contradicts itself. The error
// is one line for the user.
Result<Config, std::string> resolve(const GivenValues& values);

}  // namespace basalt::server
