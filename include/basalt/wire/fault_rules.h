// FaultRules: what is to go wrong on purpose, for tests of how clients retry. A rule names requests by action and table
// and one fault for them; each request is held against the rules after it has been decoded.
//
//   delays add up; of all other kinds of fault, the first rule that hits a request decides
//
// Which requests a rule hits follows from its seed alone: the same requests in the same order are hit again after the
// rule has been added anew.
//
// Any thread. While there is no rule, a request pays for one relaxed load.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "basalt/base/xoshiro256.h"
#include "basalt/wire/dispatcher.h"

namespace basalt::wire {

// Answered in the place of success, with nothing changed; what a request is refused for anyway comes first. A
// transaction is cancelled for the reason that AWS names where it has one (kProvisionedThroughputExceeded, kThrottling,
// kTransactionConflict).
enum class ErrorFault {
  kProvisionedThroughputExceeded,
  kThrottling,
  kRequestLimitExceeded,
  kTransactionConflict,
  kInternalServerError,
  kServiceUnavailable,
};
// Waits before it is run: as long as min, or any time up to max.
struct DelayFault {
  std::chrono::milliseconds min{0};
  std::chrono::milliseconds max{0};
};
// The connection is reset before the request is run.
struct ResetFault {};
// It is run, and then its answer is damaged, or the connection reset instead of an answer: any Ending but kWhole.
struct EndingFault {
  Ending ending = Ending::kReset;
};
// BatchGetItem and BatchWriteItem: this share of the items, at least one, is not worked on and comes back as
// UnprocessedKeys or UnprocessedItems.
struct UnprocessedFault {
  double share = 0;
};
// GetRecords: records are seen when they are this old.
struct StreamLagFault {
  std::chrono::milliseconds lag{0};
};
using Fault = std::variant<ErrorFault, DelayFault, ResetFault, EndingFault, UnprocessedFault, StreamLagFault>;

struct FaultRule {
  std::vector<std::string> actions = {};  // names; empty: any
  std::string table = "*";  // in which each '*' stands for any text; "*" alone also fits requests without table
  double probability = 1;
  std::optional<uint64_t> count = {};  // hits at most
  uint64_t skip = 0;                   // requests let pass at first, of those it fits
  uint64_t seed = 0;
  Fault fault = ErrorFault::kProvisionedThroughputExceeded;
};

// What rules have decided for one request. Indexes are those of the tables it was held against.
struct InjectedFaults {
  std::optional<ErrorFault> error;
  std::vector<bool> concerned;  // by error or unprocessed: the items in the rule's tables
  std::vector<bool> unprocessed;
  std::chrono::milliseconds delay{0};
  bool reset = false;
  Ending ending = Ending::kWhole;
  std::chrono::milliseconds stream_lag{0};

  bool any() const {
    return error || !unprocessed.empty() || delay.count() > 0 || reset || ending != Ending::kWhole ||
           stream_lag.count() > 0;
  }
};

class FaultRules {
 public:
  static constexpr size_t kMaxRules = 1000;

  // False, and nothing is added, when there would be too many.
  bool add(std::vector<FaultRule> rules);
  // As add, in the place of all there are.
  bool set(std::vector<FaultRule> rules);
  void reset() { set({}); }

  struct Report {
    FaultRule rule;
    uint64_t requests = 0;  // that it fitted
    uint64_t hits = 0;
  };
  std::vector<Report> report() const;

  // Whether there are rules at all.
  bool any() const { return any_.load(std::memory_order_relaxed); }

  // tables: of every item the request names, in its order; of a request for one table, that table; else empty.
  InjectedFaults decide(std::string_view action, std::span<const std::string> tables);

 private:
  struct ActiveRule {
    Report report;
    Xoshiro256 random;
  };

  bool append(std::vector<FaultRule> rules);

  mutable std::mutex mutex_;
  std::vector<ActiveRule> rules_;
  std::atomic<bool> any_{false};
};

}  // namespace basalt::wire
