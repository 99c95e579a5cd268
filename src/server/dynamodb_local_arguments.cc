#include "server/dynamodb_local_arguments.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::server {
namespace {

struct LocalOption {
  std::string_view name;
  std::string_view setting;  // empty: asks for nothing here
  std::string_view value;    // empty: the next argument
};

constexpr LocalOption kOptions[] = {
    {"-port", "port", ""},
    {"-inMemory", "in-memory", "true"},
    {"-dbPath", "data-dir", ""},
    {"-sharedDb", "table-scope", "shared"},
    {"-cors", "cors", ""},
    // Long enough for code that waits for ACTIVE to see the status before it.
    {"-delayTransientStatuses", "transition-delay-ms", "500"},
    {"-optimizeDbBeforeStartup", "", ""},  // the engine keeps itself in order
    {"-disableTelemetry", "", ""},         // there is none
    {"-help", "", ""},
    {"-version", "", ""},
};

const LocalOption* find_option(std::string_view argument) {
  const auto found = std::find_if(std::begin(kOptions), std::end(kOptions),
                                  [argument](const LocalOption& option) { return option.name == argument; });
  return found == std::end(kOptions) ? nullptr : &*found;
}

GivenValue given(std::string_view setting_name, std::string_view text, std::string_view origin) {
  const Setting* setting = find_setting(setting_name);
  CHECK(setting != nullptr);
  return {setting, std::string(text), std::string(origin)};
}

// What stands before DynamoDB Local's own options: java's. Returns how many arguments.
size_t java_words(const std::vector<std::string>& arguments) {
  size_t i = 0;
  if (i < arguments.size() && arguments[i] == "java") ++i;
  while (i < arguments.size()) {
    const std::string& word = arguments[i];
    if (word == "-jar") {
      i = std::min(i + 2, arguments.size());
    } else if (word.starts_with("-D") || word.starts_with("-X")) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

}  // namespace

bool is_dynamodb_local(const std::vector<std::string>& arguments) {
  return java_words(arguments) > 0 || std::any_of(arguments.begin(), arguments.end(), [](const std::string& argument) {
           return find_option(argument) != nullptr;
         });
}

Result<CommandLine, std::string> parse_dynamodb_local(const std::vector<std::string>& arguments) {
  CommandLine line;
  bool shared = false;
  bool in_memory = false;
  bool optimize = false;
  bool path = false;
  for (size_t i = java_words(arguments); i < arguments.size(); ++i) {
    const LocalOption* option = find_option(arguments[i]);
    if (option == nullptr)
      return Failure{"'" + arguments[i] + "' is not an option of DynamoDB Local (see basalt help)"};
    shared = shared || option->name == "-sharedDb";
    in_memory = in_memory || option->name == "-inMemory";
    optimize = optimize || option->name == "-optimizeDbBeforeStartup";
    path = path || option->name == "-dbPath";
    if (option->name == "-help") line.command = Command::kHelp;
    if (option->name == "-version") line.command = Command::kVersion;
    if (option->setting.empty()) continue;
    std::string_view value = option->value;
    if (value.empty()) {
      if (++i == arguments.size()) return Failure{std::string(option->name) + " needs a value"};
      value = arguments[i];
    }
    line.values.push_back(given(option->setting, value, option->name));
  }
  if (optimize && !path) return Failure{std::string("-optimizeDbBeforeStartup needs -dbPath")};
  line.implied.push_back(given("host", "0.0.0.0", "DynamoDB Local's default"));
  // On disk, DynamoDB Local keeps a file for each access key and Region unless it is told to share one.
  if (!shared && !in_memory)
    line.implied.push_back(given("table-scope", "account", "DynamoDB Local without -sharedDb"));
  return line;
}

}  // namespace basalt::server
