#include "load/recorder.h"

#include <utility>

namespace basalt::bench {

uint64_t LabelTotals::error_count() const {
  uint64_t count = 0;
  for (const auto& [type, times] : errors) count += times;
  return count;
}

void LabelTotals::merge(const LabelTotals& other) {
  latency_ns.merge(other.latency_ns);
  requests += other.requests;
  body_bytes += other.body_bytes;
  for (const auto& [type, times] : other.errors) errors[type] += times;
}

void merge(Totals& into, const Totals& other) {
  if (into.size() < other.size()) into.resize(other.size());
  for (size_t label = 0; label < other.size(); ++label) into[label].merge(other[label]);
}

LabelTotals sum(const Totals& totals) {
  LabelTotals all;
  for (const LabelTotals& each : totals) all.merge(each);
  return all;
}

void Recorder::success(size_t label, uint64_t latency_ns) {
  const std::lock_guard lock(mutex_);
  totals_[label].latency_ns.record(latency_ns);
}

void Recorder::request(size_t label, uint64_t body_bytes) {
  const std::lock_guard lock(mutex_);
  ++totals_[label].requests;
  totals_[label].body_bytes += body_bytes;
}

void Recorder::error(size_t label, std::string_view type) {
  const std::lock_guard lock(mutex_);
  ++totals_[label].errors[std::string(type)];
}

Totals Recorder::take() {
  Totals fresh(totals_.size());
  const std::lock_guard lock(mutex_);
  std::swap(fresh, totals_);
  return fresh;
}

}  // namespace basalt::bench
