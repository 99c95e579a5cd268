#include "server/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "basalt/base/check.h"

namespace basalt::server {
namespace {

template <auto Member, uint64_t kMin, uint64_t kMax>
std::string number(Config& config, std::string_view text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < kMin || value > kMax) {
    return "a number from " + std::to_string(kMin) + " to " + std::to_string(kMax);
  }
  config.*Member = value;
  return {};
}

template <auto Member>
std::string text_value(Config& config, std::string_view text) {
  if (text.empty()) return "a text that is not empty";
  config.*Member = text;
  return {};
}

template <auto Member>
std::string file_or_none(Config& config, std::string_view text) {
  config.*Member = text;
  return {};
}

template <auto Member>
std::string switch_value(Config& config, std::string_view text) {
  if (text != "true" && text != "false") return "true or false";
  config.*Member = text == "true";
  return {};
}

template <auto Member>
std::string list(Config& config, std::string_view text) {
  (config.*Member).clear();
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) (config.*Member).emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return {};
}

std::string durability(Config& config, std::string_view text) {
  if (text == "sync") config.durability = engine::Durability::kSync;
  if (text == "interval") config.durability = engine::Durability::kInterval;
  if (text == "none") config.durability = engine::Durability::kNone;
  return text == "sync" || text == "interval" || text == "none" ? "" : "sync, interval or none";
}

std::string table_scope(Config& config, std::string_view text) {
  config.scope_per_account = text == "account";
  return text == "shared" || text == "account" ? "" : "shared or account";
}

template <auto Member>
std::string access(Config& config, std::string_view text) {
  (config.*Member).reset();
  if (text == "loopback") config.*Member = http::AdminAccess::kLoopback;
  if (text == "anyone") config.*Member = http::AdminAccess::kAnyone;
  return text == "off" || config.*Member ? "" : "off, loopback or anyone";
}

std::string log_level(Config& config, std::string_view text) {
  constexpr std::array<std::pair<std::string_view, log::Level>, 5> kLevels = {{{"debug", log::Level::kDebug},
                                                                               {"info", log::Level::kInfo},
                                                                               {"warning", log::Level::kWarning},
                                                                               {"error", log::Level::kError},
                                                                               {"off", log::Level::kOff}}};
  for (const auto& [name, level] : kLevels) {
    if (name != text) continue;
    config.log_level = level;
    return {};
  }
  return "debug, info, warning, error or off";
}

constexpr uint64_t kMaxTimeoutMs = 86'400'000;
constexpr uint64_t kMaxMegabytes = 1 << 20;
constexpr uint64_t kMaxThreads = 1024;

using enum SettingKind;

constexpr Setting kSettings[] = {
    {"Listening", "host", kText, "ADDRESS", "localhost",
     "Address to listen on. localhost means both loopback addresses, 127.0.0.1 and ::1. Use 0.0.0.0 (or ::) to be "
     "reachable from other machines and from outside a container.",
     text_value<&Config::host>},
    {"Listening", "port", kNumber, "N", "8000",
     "Port to listen on. 0 takes a free one, which the first log line tells.", number<&Config::port, 0, 65535>},
    {"Listening", "cors", kText, "ORIGINS", "*",
     "Origins that web pages may call from, separated by commas; * allows all of them, an empty text none.",
     list<&Config::cors>},

    {"Data", "data-dir", kText, "PATH", "./data", "Directory of the tables. Created when it is missing.",
     text_value<&Config::data_dir>},
    {"Data", "in-memory", kSwitch, "", "false",
     "Keep everything in memory; nothing is written to disk and everything is gone at exit.",
     switch_value<&Config::in_memory>},
    {"Data", "durability", kText, "MODE", "sync",
     "When an acknowledged write is safe from a power failure: sync (at once), interval (after sync-interval-ms at "
     "most) or none (whenever the system writes it). A crash of the process alone loses nothing in any mode.",
     durability},
    {"Data", "sync-interval-ms", kNumber, "MS", "100", "Time between two syncs with durability interval.",
     number<&Config::sync_interval_ms, 1, 60'000>},
    {"Data", "block-cache-mb", kNumber, "MB", "0",
     "Memory for data read from disk. Taken as it is needed. 0: a quarter of memory-limit-mb, at most 256.",
     number<&Config::block_cache_mb, 0, kMaxMegabytes>},
    {"Data", "read-cache-mb", kNumber, "MB", "0",
     "Memory for items and pages that are read again and again. Taken as it is needed. 0: a sixteenth of "
     "memory-limit-mb, at most 64.",
     number<&Config::read_cache_mb, 0, kMaxMegabytes>},
    {"Data", "write-buffer-mb", kNumber, "MB", "0",
     "Memory for writes not yet sorted into files. Taken as needed. 0: a quarter of memory-limit-mb, at most 256.",
     number<&Config::write_buffer_mb, 0, kMaxMegabytes>},
    {"Data", "min-free-disk-mb", kNumber, "MB", "128",
     "With less free disk space than this, writes are refused; with less than a quarter of it, deletes too. 0: not "
     "looked at.",
     number<&Config::min_free_disk_mb, 0, kMaxMegabytes>},

    {"Tables", "table-scope", kText, "SCOPE", "shared",
     "shared: all clients see the same tables. account: each access key and Region has its own.", table_scope},
    {"Tables", "tables-per-account", kNumber, "N", "2500", "DynamoDB's quota of tables. 0: no limit.",
     number<&Config::tables_per_account, 0, 10'000'000>},
    {"Tables", "shards-per-table", kNumber, "N", "4", "Shards of a new table; each has one writer at a time.",
     number<&Config::shards_per_table, 1, 1024>},
    {"Tables", "item-collection-limit-mb", kNumber, "MB", "10240",
     "How large the items of one partition key and their local index entries may grow, in tables with local secondary "
     "indexes. 0: no limit.",
     number<&Config::item_collection_limit_mb, 0, kMaxMegabytes>},
    {"Tables", "transition-delay-ms", kNumber, "MS", "0",
     "How long tables stay CREATING, UPDATING and DELETING, for tests of code that waits for it.",
     number<&Config::transition_delay_ms, 0, 3'600'000>},
    {"Tables", "stream-shard-seconds", kNumber, "S", "14400",
     "How long a shard of a stream takes records before a child follows it. Changing it renames the shards that there "
     "are: readers must start anew.",
     number<&Config::stream_shard_seconds, 1, 86'400>},
    {"Tables", "ttl-deletes-per-second", kNumber, "N", "5000",
     "Expired items deleted in a second, at most; when more expire they wait. 0: no limit.",
     number<&Config::ttl_deletes_per_second, 0, 1'000'000>},
    {"Tables", "maintenance-seconds", kNumber, "S", "600",
     "Time between two rounds that give back the space of stream records older than 24 hours and of transaction tokens "
     "that have run out.",
     number<&Config::maintenance_seconds, 1, 86'400>},

    {"Threads", "io-threads", kNumber, "N", "0", "Threads for connections. 0: one per core.",
     number<&Config::io_threads, 0, kMaxThreads>},
    {"Threads", "worker-threads", kNumber, "N", "0", "Threads for reads that may wait for the disk. 0: two per core.",
     number<&Config::worker_threads, 0, kMaxThreads>},
    {"Threads", "writer-threads", kNumber, "N", "0", "Threads for writes. 0: one for four cores.",
     number<&Config::writer_threads, 0, kMaxThreads>},

    {"Limits", "max-connections", kNumber, "N", "0",
     "Connections at once; more are told 503 and closed. 0: what the limit of file descriptors leaves.",
     number<&Config::max_connections, 0, 10'000'000>},
    {"Limits", "max-concurrent-requests", kNumber, "N", "20000",
     "Requests worked on at once; more are answered with ThrottlingException.",
     number<&Config::max_concurrent_requests, 1, 10'000'000>},
    {"Limits", "max-queued-work", kNumber, "N", "4096",
     "Requests waiting for a worker thread; more are answered with ThrottlingException.",
     number<&Config::max_queued_work, 1, 10'000'000>},
    {"Limits", "max-wait-ms", kNumber, "MS", "1000",
     "How long a request may wait for its turn when many come at once, or, for a worker thread, a tenth of it when "
     "that goes on; what would wait longer is answered with ThrottlingException.",
     number<&Config::max_wait_ms, 10, 60'000>},
    {"Limits", "memory-limit-mb", kNumber, "MB", "0",
     "Memory the process may take. 0: three quarters of the container's limit or of the machine's memory.",
     number<&Config::memory_limit_mb, 0, kMaxMegabytes>},
    {"Limits", "max-requests-mb", kNumber, "MB", "0",
     "Bytes of requests and answers at once; more are answered with ThrottlingException. 0: an eighth of "
     "memory-limit-mb, at most 512.",
     number<&Config::max_requests_mb, 0, kMaxMegabytes>},
    {"Limits", "idle-timeout-ms", kNumber, "MS", "120000", "A connection without a request is closed after this.",
     number<&Config::idle_timeout_ms, 1, kMaxTimeoutMs>},
    {"Limits", "header-timeout-ms", kNumber, "MS", "10000", "The header of a request must be complete within this.",
     number<&Config::header_timeout_ms, 1, kMaxTimeoutMs>},
    {"Limits", "body-timeout-ms", kNumber, "MS", "30000",
     "The body of a request must be complete within this plus a second for every 64 KB.",
     number<&Config::body_timeout_ms, 1, kMaxTimeoutMs>},
    {"Limits", "write-timeout-ms", kNumber, "MS", "30000",
     "A client must take an answer within this plus a second for every 64 KB.",
     number<&Config::write_timeout_ms, 1, kMaxTimeoutMs>},
    {"Limits", "drain-timeout-ms", kNumber, "MS", "5000",
     "Requests in flight may take this long to be answered after SIGTERM or SIGINT.",
     number<&Config::drain_timeout_ms, 0, kMaxTimeoutMs>},

    {"Administration", "admin", kText, "WHO", "off",
     "Who may use the administrative endpoint, which resets and seeds the server, injects faults and moves the clock: "
     "off (nobody: it is not there), loopback (this machine) or anyone (whoever reaches the server). For tests; not "
     "for "
     "production.",
     access<&Config::admin>},
    {"Administration", "seed", kText, "FILE", "",
     "Tables and items to begin with: missing tables are created, items are put. Empty: none.",
     file_or_none<&Config::seed>},

    {"Metrics", "metrics", kText, "WHO", "loopback",
     "Who may read GET /metrics, which names tables: loopback (this machine), anyone (whoever reaches the server) or "
     "off (nobody: it is not there).",
     access<&Config::metrics>},
    {"Metrics", "metrics-tables", kNumber, "N", "200",
     "Tables that metrics show by name; what happens to others is counted together.",
     number<&Config::metrics_tables, 0, 100'000>},

    {"Logging", "log-level", kText, "LEVEL", "info",
     "debug (with a line per request), info, warning, error or off. Never item contents, never credentials.",
     log_level},
    {"Logging", "slow-request-ms", kNumber, "MS", "1000",
     "Requests that take longer are logged, with where their time went; at most ten lines a second. 0: none are.",
     number<&Config::slow_request_ms, 0, kMaxTimeoutMs>},
};

std::string contradiction(const Config& config, const std::map<std::string_view, const GivenValue*>& given) {
  const auto set = [&given](std::string_view name) -> const GivenValue* {
    const auto found = given.find(name);
    if (found == given.end()) return nullptr;
    const GivenValue& value = *found->second;
    return value.deliberate || value.text != value.setting->default_value ? &value : nullptr;
  };
  if (config.in_memory) {
    for (const std::string_view name : {"data-dir", "durability", "sync-interval-ms"}) {
      const GivenValue* value = set(name);
      if (value == nullptr || (name == "durability" && value->text == "none")) continue;
      return value->origin + " contradicts " + given.at("in-memory")->origin + ": nothing is kept on disk";
    }
  } else if (const GivenValue* interval = set("sync-interval-ms");
             interval != nullptr && config.durability != engine::Durability::kInterval) {
    return interval->origin + " has no effect without durability interval";
  }
  return {};
}

}  // namespace

std::span<const Setting> settings() { return kSettings; }

const Setting* find_setting(std::string_view name) {
  const auto found = std::find_if(std::begin(kSettings), std::end(kSettings),
                                  [name](const Setting& setting) { return setting.name == name; });
  return found == std::end(kSettings) ? nullptr : &*found;
}

std::string flag_of(const Setting& setting) { return "--" + std::string(setting.name); }

std::string variable_of(const Setting& setting) {
  std::string variable = "BASALT_" + std::string(setting.name);
  for (char& c : variable) {
    if (c == '-') c = '_';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return variable;
}

Result<Config, std::string> resolve(const GivenValues& values) {
  Config config;
  for (const Setting& setting : kSettings) CHECK(setting.apply(config, setting.default_value).empty());
  std::map<std::string_view, const GivenValue*> given;
  for (const GivenValue& value : values) {
    const std::string wanted = value.setting->apply(config, value.text);
    if (!wanted.empty()) return Failure{value.origin + ": '" + value.text + "' is not " + wanted};
    given[value.setting->name] = &value;
  }
  std::string problem = contradiction(config, given);
  if (!problem.empty()) return Failure{std::move(problem)};
  if (config.in_memory) config.durability = engine::Durability::kNone;
  return config;
}

}  // namespace basalt::server
