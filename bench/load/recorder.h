// Recorder: what the load threads saw. Each thread has one and writes to it; the reporting thread takes from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "load/histogram.h"

namespace basalt::bench {

struct LabelTotals {
  Histogram latency_ns;     // of what succeeded
  uint64_t requests = 0;    // HTTP requests answered, the failed ones and every step of an exchange included
  uint64_t body_bytes = 0;  // of their answers
  std::map<std::string, uint64_t> errors;  // by type

  uint64_t error_count() const;
  void merge(const LabelTotals& other);
};

// By label.
using Totals = std::vector<LabelTotals>;
void merge(Totals& into, const Totals& other);
LabelTotals sum(const Totals& totals);

// Any thread may call any method.
class Recorder {
 public:
  // One label more than asked for: what befalls a connection without a request.
  explicit Recorder(size_t labels) : totals_(labels + 1) {}

  size_t connection_label() const { return totals_.size() - 1; }

  void success(size_t label, uint64_t latency_ns);
  void request(size_t label, uint64_t body_bytes);
  void error(size_t label, std::string_view type);

  // What was recorded since the last call.
  Totals take();

 private:
  std::mutex mutex_;
  Totals totals_;
};

}  // namespace basalt::bench
