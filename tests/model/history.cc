#include "model/history.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <set>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::testing {
namespace {

using State = std::array<int64_t, kMaxItems>;

constexpr size_t kMaxOperations = 32;

// The state after the operation, when its answers are those of this state.
std::optional<State> after(const Operation& operation, const State& before) {
  for (const Step& step : operation.steps) {
    const int64_t value = before[step.item];
    if (step.expected && (value != *step.expected) != step.failed) return std::nullopt;
    if (step.kind == Step::Kind::kRead && value != step.value) return std::nullopt;
    if (step.kind == Step::Kind::kAdd && step.is_answered && value + 1 != step.value) return std::nullopt;
  }
  State state = before;
  if (operation.refused) return state;
  for (const Step& step : operation.steps) {
    if (step.kind == Step::Kind::kPut) state[step.item] = step.value;
    if (step.kind == Step::Kind::kErase) state[step.item] = 0;
    if (step.kind == Step::Kind::kAdd) ++state[step.item];
  }
  return state;
}

// Looks for an order that explains every answer: depth first, never twice from the same place.
class OrderSearch {
 public:
  explicit OrderSearch(const History& history) : history_(history) { CHECK(history.size() <= kMaxOperations); }

  bool succeeds() { return place_rest(0, State{}); }

 private:
  // placed: a bit for each operation that has its place in the order. Recursion is as deep as the history is long.
  bool place_rest(uint32_t placed, const State& state) {
    if (static_cast<size_t>(__builtin_popcount(placed)) == history_.size()) return true;
    if (!visited_.emplace(placed, state).second) return false;
    const uint64_t first_end = earliest_end(placed);
    for (size_t i = 0; i < history_.size(); ++i) {
      const uint32_t bit = uint32_t{1} << i;
      // One that began after another had ended cannot come before it.
      if ((placed & bit) != 0 || history_[i].began > first_end) continue;
      const auto next = after(history_[i], state);
      if (next && place_rest(placed | bit, *next)) return true;
    }
    return false;
  }

  uint64_t earliest_end(uint32_t placed) const {
    uint64_t earliest = UINT64_MAX;
    for (size_t i = 0; i < history_.size(); ++i) {
      if ((placed & (uint32_t{1} << i)) == 0) earliest = std::min(earliest, history_[i].ended);
    }
    return earliest;
  }

  const History& history_;
  std::set<std::pair<uint32_t, State>> visited_;
};

// What happened to one item alone.
History of_item(const History& history, size_t item) {
  History part;
  for (const Operation& operation : history) {
    Operation one = operation;
    std::erase_if(one.steps, [&](const Step& step) { return step.item != item; });
    if (!one.steps.empty()) part.push_back(std::move(one));
  }
  return part;
}

}  // namespace

std::optional<std::string> find_violation(const History& history) {
  for (size_t item = 0; item < kMaxItems; ++item) {
    if (!OrderSearch(of_item(history, item)).succeeds()) return "item " + std::to_string(item) + " is not linearizable";
  }
  if (!OrderSearch(history).succeeds()) return "the transactions are not strictly serializable";
  return std::nullopt;
}

std::ostream& operator<<(std::ostream& out, const Operation& operation) {
  constexpr std::array<const char*, 5> kNames{"read", "check", "put", "erase", "add"};
  out << "client " << operation.client << " [" << operation.began << ", " << operation.ended << "]";
  for (const Step& step : operation.steps) {
    out << "  " << kNames[static_cast<size_t>(step.kind)] << " " << step.item;
    if (step.kind == Step::Kind::kRead || step.kind == Step::Kind::kPut || step.is_answered) out << " = " << step.value;
    if (step.expected) out << (step.failed ? " unless " : " if ") << *step.expected;
  }
  return out << (operation.refused ? "  refused" : "");
}

}  // namespace basalt::testing
