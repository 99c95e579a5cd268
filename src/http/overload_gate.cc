#include "http/overload_gate.h"

#include <string_view>

#include "basalt/wire/dispatcher.h"

namespace basalt::http {
namespace {

// Their answers are one item at most; all others' may be pages of a megabyte.
bool is_of_one_item(std::string_view target) {
  const std::string_view action = wire::action_name(target);
  return action == "GetItem" || action == "PutItem" || action == "UpdateItem" || action == "DeleteItem";
}

}  // namespace

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
  if (admission_.memory().is_scarce() && !is_of_one_item(request.header(Header::kXAmzTarget))) {
    return RefusalReason::kMemory;
  }
  return admission_.admit(bytes);
}

}  // namespace basalt::http
