// Histogram: latencies in nanoseconds, after HdrHistogram: log-linear buckets, exact below 2,048 and within 0.1 %
// above.
//
// Memory follows the greatest value recorded: 8 KB for each doubling above 2,048. One thread at a time.
#pragma once

#include <cstdint>
#include <vector>

namespace basalt::bench {

class Histogram {
 public:
  void record(uint64_t value);
  void merge(const Histogram& other);
  void clear();

  uint64_t count() const { return count_; }
  uint64_t max() const { return max_; }
  // 0 when empty.
  double mean() const;
  // The smallest bucket's upper end that at least `percent` of the values do not exceed; 0 when empty.
  uint64_t percentile(double percent) const;

 private:
  std::vector<uint64_t> buckets_;
  uint64_t count_ = 0;
  uint64_t max_ = 0;
  double sum_ = 0;
};

}  // namespace basalt::bench
