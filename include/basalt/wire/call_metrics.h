// CallMetrics: counts answered calls in what DynamoDB's CloudWatch metrics count, and shows them.
//
// Any thread; no locks. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "basalt/base/metrics.h"
#include "basalt/operations/call_summary.h"
#include "basalt/store/store.h"

namespace basalt::wire {

// A call that has been answered.
struct AnsweredCall {
  const operations::CallSummary& summary;
  int status = 200;
  std::string_view error;   // the exception's name; empty when it succeeded
  Microseconds latency{0};  // from the request's head to the answer's last byte handed to the socket
};

class CallMetrics {
 public:
  void count(const AnsweredCall& call);
  // Everything that is counted of tables and of calls, under CloudWatch's names.
  void show(const store::Store& store, metrics::Page& page) const;

 private:
  static constexpr size_t kMaxErrors = 40;

  void count_error(const AnsweredCall& call, store::TableUsage& usage);

  store::TableUsage no_table_{""};
  metrics::Counter user_errors_;
  std::array<metrics::Counter, kMaxErrors> errors_;
};

}  // namespace basalt::wire
