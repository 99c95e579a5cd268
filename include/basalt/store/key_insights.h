// KeyInsights: what contributor insights of one table or global index count: the keys that cost most capacity and those
// that were throttled most, minute by minute for the last hour. In memory alone: a restart begins anew.
//
// There is one only where insights are enabled (Table::key_counting), so a request to any other table pays for a look
// at a pointer. Any thread; a count takes a mutex that few others want.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights_HowItWorks.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/value/attribute_value.h"

namespace basalt::store {

// How many attributes make the partition key and the sort key.
struct KeyShape {
  size_t partition = 1;
  size_t sort = 0;
};

class KeyInsights {
 public:
  // The clock must outlive it.
  KeyInsights(KeyShape shape, const Clock& clock);
  ~KeyInsights();

  // row: of the table or index (keys/key_layout.h); of accessed_partition, its first bytes, up to the whole partition
  // key at least, or it counts nothing. units: consumed capacity, with writes counted three times.
  void accessed(std::string_view row, double units);
  void accessed_partition(std::string_view row, double units);
  // A request for this key was refused for want of throughput.
  void throttled(std::string_view row);

  struct Contributor {
    std::vector<AttributeValue> key;  // in the order of the key schema
    double value = 0;                 // consumed units, or refusals
    double overestimate = 0;          // by how much value may be too large
  };
  struct Minute {
    int64_t starts_seconds = 0;  // since the epoch
    double total = 0;            // of all keys
    std::vector<Contributor> contributors;
  };
  // AWS's rules: most accessed and most throttled, by partition key (PKC, PKT) and by the whole key (SKC, SKT).
  enum class Rule { kAccessedPartitionKeys, kAccessedKeys, kThrottledPartitionKeys, kThrottledKeys };
  // Newest minute first; at most 25 contributors of each, heaviest first. Rules of whole keys are empty without a sort
  // key.
  std::vector<Minute> report(Rule rule) const;

 private:
  struct Counts;
  void count(Rule by_partition, Rule by_key, std::string_view row, double weight);
  int64_t this_minute() const;

  const KeyShape shape_;
  const Clock& clock_;
  std::unique_ptr<Counts> counts_;
};

// What a table or an index does with its keys.
struct KeyCounting {
  std::shared_ptr<KeyInsights> insights;  // null: not enabled
  bool accesses = false;

  // Null where it is not counted.
  KeyInsights* accessed() const { return accesses ? insights.get() : nullptr; }
  KeyInsights* throttled() const { return insights.get(); }
};

}  // namespace basalt::store
