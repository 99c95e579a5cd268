// The command line: which command, and the settings given as flags.
//
//   basalt [serve] [--flag ...]     basalt health [--flag ...]     basalt version     basalt help
//   basalt verify [--data-dir DIR | --endpoint URL] [--json]         basalt repair [--data-dir DIR] [--salvage-log]
//   DynamoDB Local's own line, see dynamodb_local_arguments.h
#pragma once

#include <string>
#include <vector>

#include "basalt/base/result.h"
#include "server/settings.h"
#include "server/verify_command.h"

namespace basalt::server {

enum class Command { kServe, kHealth, kVerify, kRepair, kVersion, kHelp };

struct CommandLine {
  Command command = Command::kServe;
  std::string config_file;  // --config; empty: none
  GivenValues values;
  // Weaker than everything but the defaults: what DynamoDB Local would do.
  GivenValues implied;
  VerifyArguments verify;    // kVerify
  bool salvage_log = false;  // kRepair
};

// `arguments` is argv without the program's name. The error is one line for the user.
Result<CommandLine, std::string> parse_command_line(const std::vector<std::string>& arguments);

// The manual.
std::string help_text();

}  // namespace basalt::server
