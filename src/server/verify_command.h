// `basalt verify`: checks a data directory that nobody serves, or has a running server check its own.
#pragma once

#include <string>

#include "server/config.h"

namespace basalt::server {

// Of verify and repair.
enum class VerdictStatus { kClean = 0, kCouldNotRun = 1, kProblems = 3 };

struct VerifyArguments {
  bool json = false;     // the report is a JSON document
  std::string endpoint;  // of a running server; empty: offline, in config.data_dir
};

// Prints the report on standard output, progress and what keeps it from running on standard error.
VerdictStatus verify_command(const Config& config, const VerifyArguments& arguments);

}  // namespace basalt::server
