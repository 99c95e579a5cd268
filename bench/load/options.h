// The command line of basalt-bench.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "basalt/base/result.h"
#include "load/data_set.h"
#include "load/key_chooser.h"
#include "load/load_thread.h"
#include "load/operation.h"

namespace basalt::bench {

enum class Phase { kLoad, kRun, kBoth };

struct Options {
  std::string endpoint = "http://127.0.0.1:8000";
  Phase phase = Phase::kBoth;
  Workload workload;
  DataOptions data;
  KeyChooserOptions keys;
  unsigned connections = 32;
  unsigned threads = 1;
  double rate = 0;  // per second over all threads; 0: closed loop
  Arrivals arrivals = Arrivals::kUniform;
  bool drop_late = false;
  double seconds = 10;
  double warmup_seconds = 1;
  uint64_t timeout_ms = 30'000;
  uint64_t seed = 1;
  std::optional<SigningOptions> signing;
  std::vector<pid_t> pids;
  std::string json_file;  // "": none, "-": standard output
  bool quiet = false;     // no progress
};

struct CommandLine {
  Options options;
  std::optional<std::string> answer;  // print it and stop: --help, --version
};

// A refused command line is one sentence.
Result<CommandLine, std::string> parse_command_line(int count, const char* const* arguments);

}  // namespace basalt::bench
