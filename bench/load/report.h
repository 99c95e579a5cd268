// How a run is told: the progress line, the table at the end, and the same as JSON.
#pragma once

#include <string>

#include "basalt/base/status_line.h"
#include "load/load_source.h"
#include "load/options.h"
#include "load/run.h"

namespace basalt::bench {

// One line a second on standard error; on a terminal it is always the same line.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) : quiet_(quiet) {}
  void show(const Progress& progress, std::string_view doing);

 private:
  const bool quiet_;
  StatusLine line_;
};

struct LoadResult {
  RunResult run;
  uint64_t items = 0;
  uint64_t retried = 0;
  uint64_t given_up = 0;
};

std::string load_text(const LoadResult& result);
std::string run_text(const Options& options, const RunResult& result);
// Either may be null.
std::string json_text(const Options& options, const LoadResult* load, const RunResult* run);

}  // namespace basalt::bench
