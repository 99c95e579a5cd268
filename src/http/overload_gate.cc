#include "http/overload_gate.h"

#include "basalt/wire/dispatcher.h"

namespace basalt::http {

bool OverloadGate::grow(uint64_t bytes) {
  if (admission_.grow(bytes)) return true;
  if (refusals_ != nullptr) refusals_->count(RefusalReason::kMemory);
  return false;
}

std::optional<RefusalReason> OverloadGate::judge(const Request& request, uint64_t bytes) {
  const auto reason = reason_against(request, bytes);
  if (reason && refusals_ != nullptr) refusals_->count(*reason);
  return reason;
}

std::optional<RefusalReason> OverloadGate::reason_against(const Request& request, uint64_t bytes) {
  // A probe that is refused gets the server restarted, which is the last thing an overloaded one needs.
  if (request.method() != Method::kPost && bytes == 0) {
    admission_.admit_always();
    return std::nullopt;
  }
  if (lag_.is_late()) return RefusalReason::kLateIo;
  if (pool_.is_overdue() && wire::runs_on_pool(request.header(Header::kXAmzTarget))) return RefusalReason::kWorkers;
  if (admission_.memory().is_scarce() && !wire::answers_one_item(request.header(Header::kXAmzTarget))) {
    return RefusalReason::kMemory;
  }
  return admission_.admit(bytes);
}

}  // namespace basalt::http
