// Run: one phase over all load threads, from connecting to the totals. Called by one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "basalt/base/result.h"
#include "load/load_thread.h"
#include "load/options.h"
#include "load/recorder.h"
#include "load/request_source.h"

namespace basalt::bench {

struct RunResult {
  Totals totals;  // of the measured time
  double seconds = 0;
  uint64_t connected = 0;                    // connections that stood at the end
  uint64_t unsent = 0;                       // open loop: due and never sent
  std::optional<double> cpu_us_per_request;  // of the processes given by --pid
};

// What is known each second, for the progress line.
struct Progress {
  double seconds;           // since the phase began
  const LabelTotals& last;  // of the last second
  double last_seconds;      // which is about one
  bool warming_up;
};

struct RunPlan {
  std::optional<double> seconds;  // empty: until the sources have nothing left
  double warmup_seconds = 0;
  double rate = 0;
  size_t labels = 1;
  std::function<std::unique_ptr<RequestSource>(unsigned thread)> make_source;
  std::function<void(const Progress&)> on_progress;
};

RunResult run_phase(const Options& options, const Endpoint& endpoint, const RunPlan& plan);

}  // namespace basalt::bench
