#include "load/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

namespace basalt::bench {
namespace {

constexpr std::string_view kOpening =
    "basalt-bench: loads a DynamoDB endpoint with data and requests, and reports throughput, latency and CPU.\n"
    "Works on any DynamoDB-compatible server over HTTP. docs/benchmarking.md explains the figures.\n";

// What CLI11 fills in as text and is checked afterwards.
struct Texts {
  std::string workload = "a";
  std::string keys;
  std::string phase = "both";
  std::string arrivals = "uniform";
  std::string region = "us-east-1";
  bool sign = false;
};

void add_data_options(CLI::App& app, Options& options) {
  app.add_option("--table", options.data.table, "Name of the table; its collections are in NAME-collections");
  app.add_option("--items", options.data.items, "Items in the table")
      ->check(CLI::Range(uint64_t{1}, uint64_t{1} << 40));
  app.add_option("--item-size", options.data.item_bytes, "Bytes of an item as DynamoDB counts them, names included")
      ->check(CLI::Range(1, 400 * 1024));
  app.add_option("--collection-items", options.data.collection_items, "Items that share a partition key")
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--scan-limit", options.data.scan_limit, "Items of a scan's page; 0: 1 MB");
  app.add_option("--insert-from", options.data.insert_from,
                 "Number of the first inserted item; 0: the one behind the last loaded");
}

void add_load_options(CLI::App& app, Options& options, Texts& texts) {
  app.add_option("--workload,-w", texts.workload, "A workload below, or a list: getitem=80,putitem=20");
  app.add_option("--keys", texts.keys, "uniform, zipfian, latest or hot, instead of the workload's own");
  app.add_option("--zipfian-constant", options.keys.zipfian_constant, "Skew of zipfian and latest")
      ->check(CLI::Range(0.01, 0.999));
  app.add_option("--hot-fraction", options.keys.hot_fraction, "Share of the one hot key with --keys hot")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--connections,-c", options.connections, "Connections in all")->check(CLI::Range(1, 100'000));
  app.add_option("--threads,-t", options.threads, "Threads that share them")->check(CLI::Range(1, 256));
  app.add_option("--rate,-r", options.rate, "Open loop: operations a second. 0: closed loop")
      ->check(CLI::Range(0.0, 1e8));
  app.add_option("--arrivals", texts.arrivals, "Open loop: uniform or poisson distances");
  app.add_flag("--drop-late", options.drop_late,
               "Open loop: what is due while every connection is busy is not sent later, but not at all");
  app.add_option("--seconds,-s", options.seconds, "How long to measure")->check(CLI::Range(0.1, 1e7));
  app.add_option("--warmup", options.warmup_seconds, "Seconds before that, not counted")->check(CLI::Range(0.0, 1e6));
  app.add_option("--timeout-ms", options.timeout_ms, "An answer later than this is an error");
  app.add_option("--seed", options.seed, "Of all random choices");
}

void add_other_options(CLI::App& app, Options& options, Texts& texts) {
  app.add_option("endpoint", options.endpoint, "http://HOST:PORT[/PATH]");
  app.add_option("--phase", texts.phase, "load (create tables and fill them), run, or both");
  app.add_flag("--sign", texts.sign,
               "SigV4 with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the environment");
  app.add_option("--region", texts.region, "Region to sign for");
  app.add_option("--pid", options.pids, "The server's process, for its CPU per request; several add up");
  app.add_option("--json", options.json_file, "Write the result as JSON to this file; - is standard output");
  app.add_flag("--quiet,-q", options.quiet, "No progress");
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

Result<void, std::string> read_signing(const Texts& texts, Options& options) {
  if (!texts.sign) return {};
  SigningOptions signing{.credentials = {.access_key = from_environment("AWS_ACCESS_KEY_ID"),
                                         .secret_key = from_environment("AWS_SECRET_ACCESS_KEY"),
                                         .session_token = from_environment("AWS_SESSION_TOKEN")},
                         .region = texts.region};
  if (signing.credentials.access_key.empty() || signing.credentials.secret_key.empty()) {
    return Failure{std::string("--sign needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")};
  }
  options.signing = std::move(signing);
  return {};
}

Result<void, std::string> read_texts(const Texts& texts, Options& options) {
  options.workload = TRY(parse_workload(texts.workload));
  options.keys.distribution = options.workload.distribution;
  if (!texts.keys.empty()) {
    const auto distribution = key_distribution(texts.keys);
    if (!distribution) return Failure{"--keys must be uniform, zipfian, latest or hot, not '" + texts.keys + "'"};
    options.keys.distribution = *distribution;
  }
  if (texts.phase != "load" && texts.phase != "run" && texts.phase != "both") {
    return Failure{"--phase must be load, run or both, not '" + texts.phase + "'"};
  }
  options.phase = texts.phase == "load" ? Phase::kLoad : texts.phase == "run" ? Phase::kRun : Phase::kBoth;
  if (texts.arrivals != "uniform" && texts.arrivals != "poisson") {
    return Failure{"--arrivals must be uniform or poisson, not '" + texts.arrivals + "'"};
  }
  options.arrivals = texts.arrivals == "uniform" ? Arrivals::kUniform : Arrivals::kPoisson;
  options.threads = std::min(options.threads, options.connections);
  return read_signing(texts, options);
}

}  // namespace

Result<CommandLine, std::string> parse_command_line(int count, const char* const* arguments) {
  CommandLine line;
  Texts texts;
  CLI::App app{std::string(kOpening), "basalt-bench"};
  app.option_defaults()->always_capture_default();
  add_other_options(app, line.options, texts);
  add_data_options(app, line.options);
  add_load_options(app, line.options, texts);
  app.footer("Workloads:\n" + describe_workloads());
  app.set_version_flag("--version", "basalt-bench " BASALT_VERSION);
  try {
    app.parse(count, arguments);
  } catch (const CLI::CallForHelp&) {
    line.answer = app.help();
    return line;
  } catch (const CLI::CallForVersion& version) {
    line.answer = std::string(version.what()) + "\n";
    return line;
  } catch (const CLI::ParseError& error) {
    return Failure{std::string(error.what()) + " (see basalt-bench --help)"};
  }
  TRY(read_texts(texts, line.options));
  return line;
}

}  // namespace basalt::bench
