#include "load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace basalt::bench {
namespace {

// A value keeps its first 11 bits: 1,024 buckets for each doubling.
constexpr int kKeptBits = 11;
constexpr uint64_t kHalf = uint64_t{1} << (kKeptBits - 1);

size_t bucket_of(uint64_t value) {
  const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - kKeptBits);
  return static_cast<size_t>(shift) * kHalf + (value >> shift);
}

uint64_t upper_end(size_t bucket) {
  if (bucket < 2 * kHalf) return bucket;
  const size_t shift = bucket / kHalf - 1;
  const uint64_t kept = bucket - shift * kHalf;
  return ((kept + 1) << shift) - 1;
}

}  // namespace

void Histogram::record(uint64_t value) {
  const size_t bucket = bucket_of(value);
  if (bucket >= buckets_.size()) buckets_.resize((bucket / kHalf + 1) * kHalf);
  ++buckets_[bucket];
  ++count_;
  max_ = std::max(max_, value);
  sum_ += static_cast<double>(value);
}

void Histogram::merge(const Histogram& other) {
  if (buckets_.size() < other.buckets_.size()) buckets_.resize(other.buckets_.size());
  for (size_t i = 0; i < other.buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
  sum_ += other.sum_;
}

void Histogram::clear() {
  std::fill(buckets_.begin(), buckets_.end(), 0);
  count_ = 0;
  max_ = 0;
  sum_ = 0;
}

double Histogram::mean() const { return count_ == 0 ? 0 : sum_ / static_cast<double>(count_); }

uint64_t Histogram::percentile(double percent) const {
  if (count_ == 0) return 0;
  // 99.9 / 100 * 1,000 is a trifle above 999 in floating point, and means the 999th value.
  const double exact = std::ceil(percent / 100 * static_cast<double>(count_) - 1e-6);
  const uint64_t wanted = std::clamp(static_cast<uint64_t>(exact), uint64_t{1}, count_);
  uint64_t seen = 0;
  for (size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
    seen += buckets_[bucket];
    if (seen >= wanted) return std::min(upper_end(bucket), max_);
  }
  return max_;
}

}  // namespace basalt::bench
