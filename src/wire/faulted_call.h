// A request that faults may hit: held against the rules once it is decoded, then run over a store that knows what is to
// go wrong, and its answer altered.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "basalt/wire/fault_rules.h"
#include "wire/fault_targets.h"
#include "wire/faulted_store.h"
#include "wire/partial_batch_get_item.h"
#include "wire/serve.h"

namespace basalt::wire {

class FaultedCall {
 public:
  // The store must outlive the call; the action's name too.
  FaultedCall(store::Store& store, InjectedFaults faults, std::string_view action);

  const InjectedFaults& faults() const { return faults_; }
  store::Store& store() { return store_; }
  // What the client gets instead of what the action answered.
  Answer alter(Answer answer) const;

 private:
  const InjectedFaults faults_;
  const std::string_view action_;
  FaultedStore store_;
};

// No answer at all.
Answer reset_answer();

// The call as it goes on: over the faulted store, which lives as long as its done.
ParsedCall with_faults(ParsedCall call, std::shared_ptr<FaultedCall> faulted);

template <class Action>
void run_faulted(ParsedCall call, typename Action::Request request, const InjectedFaults& faults) {
  if (faults.reset) return answer_now(std::move(call), {200, {}, {}, Ending::kReset});
  if constexpr (std::is_same_v<Action, operations::BatchGetItem>) {
    if (!faults.unprocessed.empty()) {
      return run_on_lane<PartialBatchGetItem>(std::move(call), {std::move(request), faults.unprocessed});
    }
  }
  run_on_lane<Action>(std::move(call), std::move(request));
}

template <class Action>
void run_with_faults(ParsedCall call, typename Action::Request request) {
  InjectedFaults decided = call.faults->decide(Action::kName, fault_targets(request));
  if (!decided.any()) return run_on_lane<Action>(std::move(call), std::move(request));
  IoThread& io = call.io;
  auto faulted = std::make_shared<FaultedCall>(call.context.store, std::move(decided), Action::kName);
  const InjectedFaults& faults = faulted->faults();
  ParsedCall altered = with_faults(std::move(call), faulted);
  if (faults.delay.count() == 0) return run_faulted<Action>(std::move(altered), std::move(request), faults);
  altered.on_io = true;
  io.post_after(faults.delay, [faulted, altered = std::move(altered), request = std::move(request)]() mutable {
    run_faulted<Action>(std::move(altered), std::move(request), faulted->faults());
  });
}

}  // namespace basalt::wire
