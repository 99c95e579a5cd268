// basalt: reads its settings, serves, stops when asked.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "basalt/base/clock.h"
#include "basalt/base/fault_point.h"
#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "server/command_line.h"
#include "server/config_file.h"
#include "server/environment.h"
#include "server/health_probe.h"
#include "server/http_client.h"
#include "server/repair_command.h"
#include "server/verify_command.h"
#include "server/wiring.h"

namespace basalt::server {
namespace {

enum ExitStatus { kStopped = 0, kFailed = 1, kRefused = 2 };

Result<Config, std::string> configure(const CommandLine& line) {
  const EnvironmentValues environment = TRY(read_environment(process_environment()));
  GivenValues values = line.implied;
  const std::string& file = line.config_file.empty() ? environment.config_file : line.config_file;
  if (!file.empty()) {
    const GivenValues from_file = TRY(read_config_file(file));
    values.insert(values.end(), from_file.begin(), from_file.end());
  }
  values.insert(values.end(), environment.values.begin(), environment.values.end());
  values.insert(values.end(), line.values.begin(), line.values.end());
  return resolve(values);
}

// SIGTERM and SIGINT wait for sigwait; blocked before the first thread starts, so that all threads inherit it.
sigset_t block_stop_signals() {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  // A client that is gone is found by the failed send.
  signal(SIGPIPE, SIG_IGN);
  // A file at its size limit is found by the failed write.
  signal(SIGXFSZ, SIG_IGN);
  return stop;
}

std::string url(const Config& config, uint16_t port) {
  std::string host = config.host == "localhost" ? "127.0.0.1" : config.host;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return "http://" + host + ":" + std::to_string(port);
}

std::string_view durability_name(const Config& config) {
  if (config.in_memory) return "in-memory";
  switch (config.durability) {
    case engine::Durability::kSync:
      return "sync";
    case engine::Durability::kInterval:
      return "interval";
    case engine::Durability::kNone:
      return "none";
  }
  return "";
}

int serve(const Config& config) {
  const sigset_t stop_signals = block_stop_signals();
  const SystemClock clock;
  auto server = RunningServer::start(config, clock);
  if (!server) {
    log::error("cannot start: " + server.error());
    return kFailed;
  }
  log::info("listening on " + url(config, (*server)->port()),
            {{"version", std::string_view(BASALT_VERSION)},
             {"data", std::string_view(config.in_memory ? "memory" : config.data_dir)},
             {"durability", durability_name(config)},
             {"pid", int64_t{getpid()}}});
  int signal_number = 0;
  sigwait(&stop_signals, &signal_number);
  // Whoever asks twice does not want to wait.
  signal(SIGTERM, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &stop_signals, nullptr);

  const auto stopped = (*server)->stop();
  if (!stopped) {
    log::error("stopped with a failure: " + stopped.error());
    return kFailed;
  }
  log::info("stopped", {{"signal", std::string_view(signal_number == SIGINT ? "SIGINT" : "SIGTERM")}});
  log::flush();
  return kStopped;
}

int refuse(const std::string& why) {
  std::fprintf(stderr, "basalt: %s\n", why.c_str());
  return kRefused;
}

// The commands that look at a data directory. What they have to say is their own, not the log's.
int check(const CommandLine& line, const Config& config) {
  if (line.command == Command::kVerify && !line.verify.endpoint.empty()) {
    if (const auto endpoint = parse_endpoint(line.verify.endpoint); !endpoint) return refuse(endpoint.error());
  } else if (config.in_memory) {
    return refuse("there is no data directory with in-memory");
  }
  log::set_level(log::Level::kOff);
  arm_fault_points();
  const VerdictStatus status =
      line.command == Command::kVerify ? verify_command(config, line.verify) : repair_command(config, line.salvage_log);
  return static_cast<int>(status);
}

int run(const std::vector<std::string>& arguments) {
  const auto line = parse_command_line(arguments);
  if (!line) return refuse(line.error());
  if (line->command == Command::kHelp) return std::fputs(help_text().c_str(), stdout) < 0 ? kFailed : kStopped;
  if (line->command == Command::kVersion) return std::puts("basalt " BASALT_VERSION) < 0 ? kFailed : kStopped;
  const auto config = configure(*line);
  if (!config) return refuse(config.error());
  if (line->command == Command::kHealth) return is_healthy(*config) ? kStopped : kFailed;
  if (line->command == Command::kVerify || line->command == Command::kRepair) return check(*line, *config);
  log::set_level(config->log_level);
  arm_fault_points();
  return serve(*config);
}

}  // namespace
}  // namespace basalt::server

int main(int count, char** arguments) {
#ifdef __GLIBC__
  // glibc would make up to eight arenas a core, each holding on to memory of its own; one a core is enough to keep the
  // threads from waiting for each other.
  mallopt(M_ARENA_MAX, static_cast<int>(basalt::usable_cores()));
#endif
  return basalt::server::run({arguments + 1, arguments + count});
}
