#include "engine/write_stamps.h"

#include <algorithm>

#include "basalt/base/check.h"
#include "engine/key_word.h"

namespace basalt::engine {
namespace {

// The commits under way at a counter stand in its low bits, those that are over above them.
constexpr unsigned kUnderWayBits = 24;
constexpr uint64_t kUnderWay = (uint64_t{1} << kUnderWayBits) - 1;
constexpr uint64_t kBegin = 1;
constexpr uint64_t kEnd = (uint64_t{1} << kUnderWayBits) - kBegin;
// More operations than this are not told apart, which also keeps the low bits from running over.
constexpr size_t kMostOperations = 8192;

// First the counters of prefixes. At 50,000 writes a second one of them counts every 2.6 s.
constexpr uint32_t kPrefixes = uint32_t{1} << 17;
// Behind them those of regions: 256 for a table, by the first byte of the hash, one after the other. Tables share them.
constexpr uint32_t kRegionsOfTable = 256;
constexpr uint32_t kRegionPlaces = uint32_t{1} << 14;
constexpr uint32_t kCounters = kPrefixes + kRegionPlaces + kRegionsOfTable;

constexpr size_t kWordSize = 8;
constexpr size_t kPrefixSize = 2 * kWordSize;

uint64_t mixed(uint64_t word) {
  word = (word ^ (word >> 32)) * 0x9E3779B97F4A7C15;
  return word ^ (word >> 29);
}

uint64_t space_of(std::string_view key) { return padded_word(key, 0); }

uint32_t prefix_counter(std::string_view key) {
  return static_cast<uint32_t>(mixed(padded_word(key, 0) * 31 + padded_word(key, kWordSize))) % kPrefixes;
}

uint32_t first_region_counter(uint64_t space) {
  return kPrefixes + static_cast<uint32_t>(mixed(space)) % kRegionPlaces;
}

uint32_t region_counter(std::string_view key) {
  const uint32_t region = kWordSize < key.size() ? static_cast<unsigned char>(key[kWordSize]) : 0U;
  return first_region_counter(space_of(key)) + region;
}

bool share_prefix(std::string_view a, std::string_view b) {
  return a.size() >= kPrefixSize && b.size() >= kPrefixSize && a.substr(0, kPrefixSize) == b.substr(0, kPrefixSize);
}

// Such a key may come before the end of a space and yet have its place behind it. The store has none.
bool has_no_place(std::string_view key) { return key.size() < kWordSize; }

bool changes_everything(const Batch::Operation& operation) {
  if (!WriteStamps::covers(operation.space)) return false;
  return operation.kind == Batch::Kind::kEraseRange || has_no_place(operation.key);
}

bool changes_everything(std::span<const Batch> batches) {
  size_t operations = 0;
  bool everything = false;
  for (const Batch& batch : batches) {
    operations += batch.size();
    if (operations > kMostOperations) return true;
    for (size_t i = 0; i < batch.size() && !everything; ++i) everything = changes_everything(batch.operation(i));
  }
  return everything;
}

}  // namespace

WriteStamps::WriteStamps() : counters_(std::make_unique<std::atomic<uint64_t>[]>(kCounters)) {}

WriteStamps::Stretch WriteStamps::stretch_of_prefix(std::string_view key) { return {prefix_counter(key), 1}; }

std::optional<WriteStamps::Stretch> WriteStamps::stretch_of_range(std::string_view begin, std::string_view end) {
  if (begin >= end) return std::nullopt;
  if (share_prefix(begin, end)) return stretch_of_prefix(begin);
  const uint64_t space = space_of(begin);
  const uint32_t first = region_counter(begin);
  if (space_of(end) == space) return Stretch{first, region_counter(end) - first + 1};
  const bool to_end_of_space = space_of(end) == space + 1 && end.size() == kWordSize;
  if (!to_end_of_space) return std::nullopt;
  return Stretch{first, first_region_counter(space) + kRegionsOfTable - first};
}

WriteStamps::Stretch WriteStamps::up_to(const Stretch& whole, std::string_view key) {
  if (whole.size == 1 || has_no_place(key)) return whole;
  return {whole.first, region_counter(key) - whole.first + 1};
}

WriteStamps::Stretch WriteStamps::from(const Stretch& whole, std::string_view key) {
  if (whole.size == 1 || has_no_place(key)) return whole;
  const uint32_t first = region_counter(key);
  return {first, whole.first + whole.size - first};
}

uint64_t WriteStamps::sum(const Stretch& stretch) const {
  uint64_t total = everything_.load(std::memory_order_acquire);
  for (uint32_t i = 0; i < stretch.size; ++i) total += counters_[stretch.first + i].load(std::memory_order_acquire);
  return total;
}

std::optional<WriteStamps::Stamp> WriteStamps::observe(const Stretch& stretch) const {
  if (stretch.size != 1) return observe_each(stretch).stamp_of(stretch);
  const uint64_t everything = everything_.load(std::memory_order_acquire);
  const uint64_t counter = counters_[stretch.first].load(std::memory_order_acquire);
  if (((everything | counter) & kUnderWay) != 0) return std::nullopt;
  return everything + counter;
}

WriteStamps::Standing WriteStamps::observe_each(const Stretch& stretch) const {
  Standing standing;
  standing.first_ = stretch.first;
  standing.everything_ = everything_.load(std::memory_order_acquire);
  standing.counters_.reserve(stretch.size);
  for (uint32_t i = 0; i < stretch.size; ++i) {
    standing.counters_.push_back(counters_[stretch.first + i].load(std::memory_order_acquire));
  }
  return standing;
}

std::optional<WriteStamps::Stamp> WriteStamps::Standing::stamp_of(const Stretch& part) const {
  CHECK(part.first >= first_ && part.first - first_ + part.size <= counters_.size());
  uint64_t total = everything_;
  uint64_t under_way = everything_;
  for (uint32_t i = 0; i < part.size; ++i) {
    const uint64_t counter = counters_[part.first - first_ + i];
    total += counter;
    under_way |= counter;
  }
  if ((under_way & kUnderWay) != 0) return std::nullopt;
  return total;
}

WriteStamps::Writing::Writing(WriteStamps& stamps, std::span<const Batch> batches)
    : stamps_(stamps), changes_everything_(changes_everything(batches)) {
  for (const Batch& batch : batches) {
    if (changes_everything_) break;
    counters_.reserve(counters_.size() + 2 * batch.size());
    for (size_t i = 0; i < batch.size(); ++i) {
      const Batch::Operation operation = batch.operation(i);
      if (!covers(operation.space)) continue;
      for (const uint32_t counter : {prefix_counter(operation.key), region_counter(operation.key)}) {
        // They lie apart, and a count waits for each that is not in the CPU's cache.
        __builtin_prefetch(&stamps_.counters_[counter], 1);
        counters_.push_back(counter);
      }
    }
  }
  add(kBegin);
}

WriteStamps::Writing::~Writing() { add(kEnd); }

void WriteStamps::Writing::add(uint64_t amount) {
  if (changes_everything_) stamps_.everything_.fetch_add(amount);
  for (const uint32_t counter : counters_) stamps_.counters_[counter].fetch_add(amount);
}

}  // namespace basalt::engine
