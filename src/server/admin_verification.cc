#include "server/admin_verification.h"

#include <sys/resource.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "server/verification_report.h"

namespace basalt::server {
namespace {

using Json = nlohmann::json;

constexpr int kConflict = 409;
constexpr int kUnavailable = 503;
constexpr int kNice = 10;
// Rests three times as long as it works: a quarter of one core. Never so long that stopping the server waits for it.
constexpr int kRestForWork = 3;
constexpr std::chrono::milliseconds kLongestRest{200};
constexpr size_t kPageBytes = size_t{128} << 10;  // so that a page is a millisecond or so of work

}  // namespace

http::AdminAnswer OnlineVerification::start() {
  {
    const std::lock_guard lock(mutex_);
    if (stop_) return http::admin_refusal(kUnavailable, "the server is stopping");
    if (state_ == State::kRunning) return http::admin_refusal(kConflict, "a verification is running");
    if (thread_.joinable()) thread_.join();  // it is over
    state_ = State::kRunning;
    stage_.clear();
    table_.clear();
    progress_ = {};
    verification_.reset();
    thread_ = std::thread([this] { run(); });
  }
  return show();
}

void OnlineVerification::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void OnlineVerification::run() {
  name_this_thread("verification");
  // Of this thread alone, on Linux.
  static_cast<void>(setpriority(PRIO_PROCESS, 0, kNice));
  worked_since_ = std::chrono::steady_clock::now();
  store::VerificationOptions options;
  options.page_bytes = kPageBytes;
  options.on_progress = [this](const store::VerificationProgress& progress) { return go_on(progress); };
  auto verified = store::verify(engine_, options);
  const std::lock_guard lock(mutex_);
  if (!verified.ok()) {
    state_ = State::kFailed;
    failure_ = verified.error().detail;
    log::error("the verification failed", {{"reason", std::string_view(failure_)}});
    return;
  }
  state_ = State::kDone;
  const std::string verdict = verdict_of(*verified);
  if (verified->findings_total > 0) {
    log::error("the verification is over", {{"verdict", std::string_view(verdict)}});
  } else {
    log::info("the verification is over", {{"verdict", std::string_view(verdict)}});
  }
  verification_ = std::move(*verified);
}

bool OnlineVerification::go_on(const store::VerificationProgress& progress) {
  {
    const std::lock_guard lock(mutex_);
    progress_ = progress;
    stage_ = progress.stage;
    table_ = progress.table;
  }
  const auto worked = std::chrono::steady_clock::now() - worked_since_;
  std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(worked * kRestForWork, kLongestRest));
  worked_since_ = std::chrono::steady_clock::now();
  return !stop_;
}

http::AdminAnswer OnlineVerification::show() const {
  const std::lock_guard lock(mutex_);
  switch (state_) {
    case State::kNone:
      return {200, Json{{"state", "none"}}.dump()};
    case State::kRunning:
      return {200, Json{{"state", "running"},
                        {"stage", stage_},
                        {"table", table_},
                        {"done", progress_.done},
                        {"total", progress_.total},
                        {"findings_total", progress_.findings}}
                       .dump()};
    case State::kFailed:
      return {200,
              Json{{"state", "failed"}, {"message", failure_}}.dump(-1, ' ', false, Json::error_handler_t::replace)};
    case State::kDone:
      break;
  }
  Json done = verification_json(*verification_);
  done["state"] = "done";
  return {200, done.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

AdminResource verification_resource(OnlineVerification& verification) {
  return {"verify", [&verification] { return verification.show(); },
          [&verification](std::string_view) { return verification.start(); }};
}

}  // namespace basalt::server
