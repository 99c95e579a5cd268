// OverloadGate: whether a request may come in, asked when its head is complete and its body is not yet kept.
// One for each I/O thread, belonging to it.
#pragma once

#include <optional>

#include "basalt/base/refusals.h"
#include "basalt/http/worker_pool.h"
#include "http/admission.h"
#include "http/loop_lag.h"
#include "http/request.h"

namespace basalt::http {

class OverloadGate {
 public:
  // All must outlive the gate; refusals may be null.
  OverloadGate(LoopLag& lag, const WorkerPool& pool, Admission& admission, Refusals* refusals)
      : lag_(lag), pool_(pool), admission_(admission), refusals_(refusals) {}

  // Counts the request and so many bytes of its body with Admission; or says (and counts) why not.
  std::optional<RefusalReason> refusal_of(const Request& request, uint64_t bytes) {
    if (!lag_.is_late() && !pool_.is_overdue() && !admission_.memory().is_scarce()) [[likely]] {
      const auto refused = admission_.admit(bytes);
      if (!refused) return std::nullopt;
    }
    return judge(request, bytes);
  }
  // So many more; false, and counted as a refusal, when that is too much.
  bool grow(uint64_t bytes);

 private:
  std::optional<RefusalReason> judge(const Request& request, uint64_t bytes);
  std::optional<RefusalReason> reason_against(const Request& request, uint64_t bytes);

  LoopLag& lag_;
  const WorkerPool& pool_;
  Admission& admission_;
  Refusals* refusals_;
};

}  // namespace basalt::http
