#include "server/config_file.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace basalt::server {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Setting& setting) {
  const std::string text(setting.default_value);
  switch (setting.kind) {
    case SettingKind::kNumber:
      return std::stoull(text);
    case SettingKind::kSwitch:
      return text == "true";
    case SettingKind::kText:
      break;
  }
  return text;
}

// nullopt: a value of another type.
std::optional<std::string> text_of(const Setting& setting, const Json& value) {
  switch (setting.kind) {
    case SettingKind::kNumber:
      return value.is_number_integer() ? std::optional(value.dump()) : std::nullopt;
    case SettingKind::kSwitch:
      return value.is_boolean() ? std::optional(value.dump()) : std::nullopt;
    case SettingKind::kText:
      break;
  }
  return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::string_view type_of(SettingKind kind) {
  switch (kind) {
    case SettingKind::kNumber:
      return "a whole number";
    case SettingKind::kSwitch:
      return "true or false";
    case SettingKind::kText:
      break;
  }
  return "a string";
}

}  // namespace

Result<GivenValues, std::string> read_config_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Failure{"config file " + path + " cannot be read"};
  const std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return Failure{"config file " + path + " cannot be read"};
  return parse_config(json, path);
}

Result<GivenValues, std::string> parse_config(std::string_view json, const std::string& origin) {
  // The document itself would keep the last of two equal keys and say nothing.
  std::set<std::string> seen;
  std::string repeated;
  const auto note_keys = [&](int depth, Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1 && !seen.insert(parsed.get<std::string>()).second) {
      repeated = parsed.get<std::string>();
    }
    return true;
  };
  const Json document = Json::parse(json, note_keys, false);
  if (!document.is_object()) return Failure{"config file " + origin + " is not a JSON object"};
  if (!repeated.empty()) return Failure{"config file " + origin + ": '" + repeated + "' is given twice"};
  GivenValues values;
  for (const auto& [key, value] : document.items()) {
    const Setting* setting = find_setting(key);
    if (setting == nullptr) return Failure{"config file " + origin + ": '" + key + "' is not a setting"};
    const auto text = text_of(*setting, value);
    if (!text)
      return Failure{"config file " + origin + ": '" + key + "' must be " + std::string(type_of(setting->kind))};
    values.push_back({setting, *text, "'" + key + "' in " + origin, false});
  }
  return values;
}

std::string default_config_json() {
  Json document = Json::object();
  for (const Setting& setting : settings()) document[std::string(setting.name)] = json_of(setting);
  return document.dump(2) + "\n";
}

}  // namespace basalt::server
