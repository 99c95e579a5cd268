#include "wire/faulted_call.h"

#include "wire/fault_errors.h"

namespace basalt::wire {
namespace {

constexpr int kSuccess = 200;

// A batch of which nothing is processed is refused as a whole.
InjectedFaults settled(InjectedFaults faults) {
  const auto& unprocessed = faults.unprocessed;
  if (unprocessed.empty() || std::find(unprocessed.begin(), unprocessed.end(), false) != unprocessed.end()) {
    return faults;
  }
  faults.error = ErrorFault::kProvisionedThroughputExceeded;
  faults.unprocessed.clear();
  return faults;
}

std::optional<ApiError> refusal_of(const InjectedFaults& faults, std::string_view action) {
  if (!faults.error) return std::nullopt;
  return fault_error(*faults.error, action, faults.concerned);
}

}  // namespace

FaultedCall::FaultedCall(store::Store& store, InjectedFaults faults, std::string_view action)
    : faults_(settled(std::move(faults))), action_(action), store_(store, faults_, refusal_of(faults_, action)) {}

Answer FaultedCall::alter(Answer answer) const {
  if (faults_.error && (answer.status == kSuccess || store_.refused())) {
    answer = error_answer(fault_error(*faults_.error, action_, faults_.concerned));
    answer.throttled = false;  // the server has nothing to slow clients down for
  }
  if (answer.ending == Ending::kWhole) answer.ending = faults_.ending;
  return answer;
}

Answer reset_answer() {
  Answer answer;
  answer.ending = Ending::kReset;
  return answer;
}

ParsedCall with_faults(ParsedCall call, std::shared_ptr<FaultedCall> faulted) {
  operations::Context context = call.context.with(faulted->store());
  Done done = [faulted = std::move(faulted), done = std::move(call.done)](Answer answer) mutable {
    done(faulted->alter(std::move(answer)));
  };
  return {std::move(context), call.body, call.lanes, call.io, std::move(done), call.on_io, nullptr};
}

}  // namespace basalt::wire
