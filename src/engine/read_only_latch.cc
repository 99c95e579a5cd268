#include "engine/read_only_latch.h"

#include <utility>

#include "basalt/base/log.h"

namespace basalt::engine {

void ReadOnlyLatch::close(std::string reason) {
  const std::lock_guard lock(mutex_);
  if (closed_.load(std::memory_order_relaxed)) return;
  reason_ = std::move(reason);
  closed_.store(true, std::memory_order_release);
  log::error("storage is read-only until restart", {{"reason", std::string_view(reason_)}});
}

std::string ReadOnlyLatch::reason() const {
  const std::lock_guard lock(mutex_);
  return reason_;
}

EngineResult<void> ReadOnlyLatch::require_open() const {
  if (!closed()) [[likely]]
    return {};
  return Failure{Error{ErrorCode::kReadOnly, "read-only until restart: " + reason()}};
}

}  // namespace basalt::engine
