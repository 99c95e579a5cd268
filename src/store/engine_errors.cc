#include "store/engine_errors.h"

#include <atomic>
#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/base/log.h"

namespace basalt::store {
namespace {

constexpr int64_t kLineInterval_us = 1'000'000;

std::string_view code_name(engine::ErrorCode code) {
  switch (code) {
    case engine::ErrorCode::kNotCached:
      return "not_cached";
    case engine::ErrorCode::kIo:
      return "io";
    case engine::ErrorCode::kNoSpace:
      return "no_space";
    case engine::ErrorCode::kCorruption:
      return "corruption";
    case engine::ErrorCode::kReadOnly:
      return "read_only";
    case engine::ErrorCode::kCheckFailed:
      return "check_failed";
    case engine::ErrorCode::kFenceLost:
      return "fence_lost";
    case engine::ErrorCode::kShardMoved:
      return "shard_moved";
    case engine::ErrorCode::kUnknownOutcome:
      return "unknown_outcome";
    case engine::ErrorCode::kNewerFormat:
      return "newer_format";
    case engine::ErrorCode::kLocked:
      return "locked";
    case engine::ErrorCode::kInvalid:
      return "invalid";
  }
  CHECK(!"an engine error code");
  return {};
}

// A failing disk fails every request; the log must not make it worse.
bool may_log_now() {
  static std::atomic<int64_t> next_line_us{0};
  const int64_t now_us = SystemClock().monotonic_now().count();
  int64_t next = next_line_us.load(std::memory_order_relaxed);
  return now_us >= next && next_line_us.compare_exchange_strong(next, now_us + kLineInterval_us);
}

}  // namespace

ApiError to_api_error(const engine::Error& error) {
  // That an engine is read-only it has said itself, once.
  if (error.code != engine::ErrorCode::kReadOnly && may_log_now()) {
    log::error("the storage engine failed a request", {{"code", code_name(error.code)}, {"detail", error.detail}});
  }
  return ApiError::internal_server_error();
}

}  // namespace basalt::store
