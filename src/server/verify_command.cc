#include "server/verify_command.h"

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "basalt/engine/rocksdb_engine.h"
#include "basalt/store/verification.h"
#include "server/http_client.h"
#include "server/progress_bar.h"
#include "server/verification_report.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;
using store::Verification;

constexpr size_t kBlockCacheBytes = size_t{64} << 20;
constexpr std::string_view kPath = "/_basalt/admin/verify";
constexpr std::chrono::seconds kTimeout{30};
constexpr std::chrono::milliseconds kPollInterval{250};

// The error is for the user.
using Verified = Result<Verification, std::string>;

// Files tell what damage there is even when the database cannot be opened.
Verified verify_unopened(const engine::RocksdbOptions& options, const engine::Error& why, ProgressBar& bar) {
  const auto checked = engine::check_files(options, [&](uint64_t done, uint64_t total) {
    bar.show({.stage = "files", .table = {}, .done = done, .total = total});
    return true;
  });
  if (!checked.ok()) return Failure{why.detail};
  if (checked->damages.empty() && why.code != engine::ErrorCode::kCorruption) return Failure{why.detail};
  Verification verification;
  verification.counts.files = checked->files;
  verification.counts.file_bytes = checked->bytes;
  for (const engine::FileDamage& damage : checked->damages) verification.findings.push_back(store::finding_of(damage));
  verification.findings.push_back({"the database cannot be opened, so its rows were not checked", "", "", why.detail});
  verification.findings_total = verification.findings.size();
  return verification;
}

Verified verify_offline(const Config& config, ProgressBar& bar) {
  const engine::RocksdbOptions options{
      .directory = config.data_dir, .read_only = true, .block_cache_bytes = kBlockCacheBytes};
  auto engine = engine::open_rocksdb(options);
  if (!engine.ok()) {
    if (engine.error().code == engine::ErrorCode::kLocked) {
      return Failure{engine.error().detail +
                     " Or have the process that serves it check it: basalt verify --endpoint http://ADDRESS:PORT"};
    }
    return verify_unopened(options, engine.error(), bar);
  }
  store::VerificationOptions how;
  how.on_progress = [&](const store::VerificationProgress& progress) {
    bar.show(progress);
    return true;
  };
  auto verified = store::verify(**engine, how);
  if (!verified.ok()) return Failure{verified.error().detail};
  return std::move(*verified);
}

// The message of a refusal, as far as there is one.
std::string refusal(const HttpAnswer& answer) {
  if (answer.status == 404) return "the server has no administrative endpoint: start it with --admin loopback";
  const Json json = Json::parse(answer.body, nullptr, false);
  return json.is_object() ? json.value("message", answer.body) : answer.body;
}

Result<Json, std::string> ask_server(const HttpEndpoint& endpoint, const std::string* body) {
  const HttpAnswer answer = TRY(ask(endpoint, kPath, body, kTimeout));
  if (answer.status != 200) return Failure{refusal(answer)};
  Json json = Json::parse(answer.body, nullptr, false);
  if (!json.is_object() || !json.contains("state")) return Failure{std::string("the server's answer cannot be read")};
  return json;
}

Verified verify_online(const std::string& url, ProgressBar& bar) {
  const HttpEndpoint endpoint = TRY(parse_endpoint(url));
  const std::string nothing;
  Json state = TRY(ask_server(endpoint, &nothing));
  while (state.value("state", "") == "running") {
    const std::string stage = state.value("stage", "");
    const std::string table = state.value("table", "");
    bar.show({stage, table, state.value("done", uint64_t{0}), state.value("total", uint64_t{0}),
              state.value("findings_total", uint64_t{0})});
    std::this_thread::sleep_for(kPollInterval);
    state = TRY(ask_server(endpoint, nullptr));
  }
  if (state.value("state", "") == "failed") return Failure{state.value("message", "")};
  auto verification = read_verification(state);
  if (!verification) return Failure{std::string("the server's answer cannot be read")};
  return *std::move(verification);
}

VerdictStatus status_of(const Verification& verification) {
  if (verification.findings_total > 0) return VerdictStatus::kProblems;
  return verification.complete ? VerdictStatus::kClean : VerdictStatus::kCouldNotRun;
}

}  // namespace

VerdictStatus verify_command(const Config& config, const VerifyArguments& arguments) {
  ProgressBar bar;
  const Verified verified =
      arguments.endpoint.empty() ? verify_offline(config, bar) : verify_online(arguments.endpoint, bar);
  bar.clear();
  if (!verified.ok()) {
    std::fprintf(stderr, "basalt: cannot verify: %s\n", verified.error().c_str());
    return VerdictStatus::kCouldNotRun;
  }
  const std::string report =
      arguments.json ? verification_json(*verified).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"
                     : verification_text(*verified);
  return std::fputs(report.c_str(), stdout) < 0 ? VerdictStatus::kCouldNotRun : status_of(*verified);
}

}  // namespace basalt::server
