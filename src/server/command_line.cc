#include "server/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <utility>

#include "server/dynamodb_local_arguments.h"

namespace basalt::server {
namespace {

// One setting's option as CLI11 fills it.
struct Slot {
  const Setting* setting;
  CLI::Option* option;
  std::string text;
};

void add_settings(CLI::App& app, std::deque<Slot>& slots) {
  for (const Setting& setting : settings()) {
    Slot& slot = slots.emplace_back(Slot{&setting, nullptr, {}});
    if (setting.kind == SettingKind::kSwitch) {
      // "--in-memory", and "--in-memory=false" to take back what the file says.
      slot.option = app.add_flag(flag_of(setting), slot.text);
    } else {
      slot.option = app.add_option(flag_of(setting), slot.text);
    }
    slot.option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }
}

// CLI11's message, as one line.
std::string one_line(std::string message) {
  std::replace(message.begin(), message.end(), '\n', ' ');
  while (message.ends_with(' ')) message.pop_back();
  return message + " (see basalt help)";
}

}  // namespace

Result<CommandLine, std::string> parse_command_line(const std::vector<std::string>& arguments) {
  if (is_dynamodb_local(arguments)) return parse_dynamodb_local(arguments);

  CommandLine line;
  std::deque<Slot> slots;
  bool help = false;
  bool version = false;
  CLI::App app;
  app.set_help_flag();  // the manual is our own
  app.add_flag("-h,--help", help);
  app.add_flag("--version", version);
  app.add_option("--config", line.config_file);
  add_settings(app, slots);
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.add_subcommand("serve");
  const CLI::App* health = app.add_subcommand("health");
  CLI::App* verify = app.add_subcommand("verify");
  verify->add_flag("--json", line.verify.json);
  verify->add_option("--endpoint", line.verify.endpoint);
  CLI::App* repair = app.add_subcommand("repair");
  repair->add_flag("--salvage-log", line.salvage_log);
  const CLI::App* version_command = app.add_subcommand("version");
  const CLI::App* help_command = app.add_subcommand("help");
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    return Failure{one_line(error.what())};
  }
  if (health->parsed()) line.command = Command::kHealth;
  if (verify->parsed()) line.command = Command::kVerify;
  if (repair->parsed()) line.command = Command::kRepair;
  if (version || version_command->parsed()) line.command = Command::kVersion;
  if (help || help_command->parsed()) line.command = Command::kHelp;
  for (Slot& slot : slots) {
    if (slot.option->count() > 0) line.values.push_back({slot.setting, std::move(slot.text), flag_of(*slot.setting)});
  }
  return line;
}

}  // namespace basalt::server
