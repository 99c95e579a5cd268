#include "basalt/store/key_insights.h"

#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "store/key_counts.h"

namespace basalt::store {
namespace {

constexpr int64_t kSecondsPerMinute = 60;
constexpr size_t kRules = 4;

// The first `count` encoded values in bytes; nullopt when there are not so many.
std::optional<std::string_view> first_values(std::string_view bytes, size_t count) {
  std::string_view rest = bytes;
  for (size_t i = 0; i < count; ++i) {
    if (!keys::decode(rest)) return std::nullopt;
  }
  return bytes.substr(0, bytes.size() - rest.size());
}

std::vector<AttributeValue> decoded(std::string_view key) {
  std::vector<AttributeValue> values;
  while (!key.empty()) {
    auto value = keys::decode(key);
    CHECK(value.has_value());  // only what first_values found is counted
    values.push_back(*std::move(value));
  }
  return values;
}

}  // namespace

struct KeyInsights::Counts {
  std::array<KeyCounts, kRules> rules;
  KeyCounts& of(Rule rule) { return rules[static_cast<size_t>(rule)]; }
};

KeyInsights::KeyInsights(KeyShape shape, const Clock& clock)
    : shape_(shape), clock_(clock), counts_(std::make_unique<Counts>()) {}

KeyInsights::~KeyInsights() = default;

void KeyInsights::accessed(std::string_view row, double units) {
  count(Rule::kAccessedPartitionKeys, Rule::kAccessedKeys, row, units);
}

void KeyInsights::accessed_partition(std::string_view row, double units) {
  if (row.size() <= keys::kRowPrefixSize) return;
  const auto partition = first_values(row.substr(keys::kRowPrefixSize), shape_.partition);
  if (partition) counts_->of(Rule::kAccessedPartitionKeys).add(*partition, units, this_minute());
}

void KeyInsights::throttled(std::string_view row) {
  count(Rule::kThrottledPartitionKeys, Rule::kThrottledKeys, row, 1);
}

void KeyInsights::count(Rule by_partition, Rule by_key, std::string_view row, double weight) {
  const std::string_view bytes = row.substr(keys::kRowPrefixSize);
  const auto partition = first_values(bytes, shape_.partition);
  CHECK(partition.has_value());
  const int64_t minute = this_minute();
  counts_->of(by_partition).add(*partition, weight, minute);
  if (shape_.sort == 0) return;
  const auto sort = first_values(bytes.substr(partition->size()), shape_.sort);
  CHECK(sort.has_value());
  counts_->of(by_key).add(bytes.substr(0, partition->size() + sort->size()), weight, minute);
}

std::vector<KeyInsights::Minute> KeyInsights::report(Rule rule) const {
  std::vector<Minute> report;
  for (const MinuteOfKeys& minute : counts_->of(rule).minutes(this_minute())) {
    Minute& shown = report.emplace_back();
    shown.starts_seconds = minute.minute * kSecondsPerMinute;
    shown.total = minute.total;
    for (const WeighedKey& weighed : minute.heaviest) {
      shown.contributors.push_back({decoded(weighed.key), weighed.weight, weighed.overestimate});
    }
  }
  return report;
}

int64_t KeyInsights::this_minute() const { return clock_.wall_seconds() / kSecondsPerMinute; }

}  // namespace basalt::store
