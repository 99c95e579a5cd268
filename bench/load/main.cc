// basalt-bench: loads data into a DynamoDB endpoint, sends it requests, says how it answered.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

#include "load/control_client.h"
#include "load/load_source.h"
#include "load/options.h"
#include "load/report.h"
#include "load/run.h"
#include "load/workload_source.h"

namespace basalt::bench {
namespace {

enum ExitStatus { kDone = 0, kFailed = 1, kRefused = 2 };

// A connection is a descriptor; a few more are for files.
Result<void, std::string> allow_descriptors(uint64_t connections) {
  const uint64_t needed = connections + 64;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= needed) return {};
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, needed);
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= needed) return {};
  return Failure{"this process may open only " + std::to_string(limit.rlim_max) + " files (ulimit -Hn), " +
                 std::to_string(connections) + " connections need " + std::to_string(needed)};
}

RunResult load_table(const Options& options, const Endpoint& endpoint, LoadedTable table, const DataSet& data,
                     LoadProgress& progress) {
  ProgressLine line(options.quiet);
  RunPlan plan;
  plan.labels = kOperationKinds;
  plan.make_source = [&](unsigned thread) {
    return std::make_unique<LoadSource>(table, data, progress, options.seed * 7919 + thread);
  };
  plan.on_progress = [&](const Progress& seen) {
    const uint64_t batches = progress.handed_out.load();
    line.show(seen, "loading, " + std::to_string(batches) + " items sent");
  };
  return run_phase(options, endpoint, plan);
}

Result<LoadResult, std::string> load(const Options& options, const Endpoint& endpoint, const DataSet& data) {
  ControlClient client(endpoint, options.signing);
  LoadResult result;
  for (const LoadedTable table : {LoadedTable::kItems, LoadedTable::kCollections}) {
    const bool collections = table == LoadedTable::kCollections;
    if (collections ? !options.workload.uses_collections() : !options.workload.uses_items()) continue;
    TRY(ensure_table(client, collections ? data.collections_table() : data.items_table(), collections));
    LoadProgress progress;
    RunResult run = load_table(options, endpoint, table, data, progress);
    result.items += collections ? data.collections() * options.data.collection_items : options.data.items;
    result.retried += progress.retried.load();
    result.given_up += progress.given_up.load();
    run.seconds += result.run.seconds;
    merge(run.totals, result.run.totals);
    result.run = std::move(run);
  }
  return result;
}

RunResult measure(const Options& options, const Endpoint& endpoint, DataSet& data) {
  ProgressLine line(options.quiet);
  RunPlan plan;
  plan.seconds = options.seconds;
  plan.warmup_seconds = options.warmup_seconds;
  plan.rate = options.rate;
  plan.labels = kOperationKinds;
  plan.make_source = [&](unsigned thread) {
    return std::make_unique<WorkloadSource>(options.workload, options.keys, data, options.seed * 104729 + thread);
  };
  plan.on_progress = [&](const Progress& seen) { line.show(seen, options.workload.name); };
  return run_phase(options, endpoint, plan);
}

bool write_json(const std::string& file, const std::string& text) {
  if (file == "-") return std::fputs(text.c_str(), stdout) >= 0;
  std::ofstream out(file);
  out << text;
  return out.good();
}

int fail(const std::string& why, int status) {
  std::fprintf(stderr, "basalt-bench: %s\n", why.c_str());
  return status;
}

// The exit status says whether the run is worth anything: no answer at all is a failure, errors among answers are
// figures.
int run(const Options& options) {
  const auto endpoint = resolve_endpoint(options.endpoint);
  if (!endpoint) return fail(endpoint.error(), kRefused);
  const auto allowed = allow_descriptors(options.connections);
  if (!allowed) return fail(allowed.error(), kRefused);
  DataSet data(options.data);
  std::optional<LoadResult> loaded;
  std::optional<RunResult> measured;
  if (options.phase != Phase::kRun) {
    auto result = load(options, *endpoint, data);
    if (!result) return fail(result.error(), kFailed);
    loaded = std::move(*result);
    if (options.json_file != "-") std::fputs(load_text(*loaded).c_str(), stdout);
    if (loaded->given_up > 0) return fail("not everything could be loaded", kFailed);
  }
  if (options.phase != Phase::kLoad) {
    measured = measure(options, *endpoint, data);
    if (options.json_file != "-") std::fputs(run_text(options, *measured).c_str(), stdout);
  }
  if (!options.json_file.empty()) {
    const std::string text = json_text(options, loaded ? &*loaded : nullptr, measured ? &*measured : nullptr);
    if (!write_json(options.json_file, text)) return fail("cannot write " + options.json_file, kFailed);
  }
  if (measured && sum(measured->totals).latency_ns.count() == 0) return fail("nothing succeeded", kFailed);
  return kDone;
}

}  // namespace
}  // namespace basalt::bench

int main(int count, char** arguments) {
  const auto line = basalt::bench::parse_command_line(count, arguments);
  if (!line) return basalt::bench::fail(line.error(), basalt::bench::kRefused);
  if (line->answer) return std::fputs(line->answer->c_str(), stdout) < 0 ? 1 : 0;
  return basalt::bench::run(line->options);
}
