#include "basalt/base/metrics.h"

#include <algorithm>
#include <array>
#include <bit>

#include "basalt/base/check.h"
#include "basalt/base/thread.h"

namespace basalt::metrics {
namespace {

// More slots than this gain nothing and cost memory for every histogram of every table.
constexpr unsigned kMaxSlots = 8;
constexpr size_t kCellsPerLine = 8;

std::atomic<size_t> g_next_slot{0};

constexpr std::array<uint64_t, 17> kLatencyBoundsUs = {50,      100,       250,       500,       1'000,     2'500,
                                                       5'000,   10'000,    25'000,    50'000,    100'000,   250'000,
                                                       500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
constexpr std::array<uint64_t, 11> kCountBounds = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

}  // namespace

std::span<const uint64_t> latency_bounds_us() { return kLatencyBoundsUs; }
std::span<const uint64_t> count_bounds() { return kCountBounds; }

size_t slots() {
  static const size_t count = std::bit_ceil(std::min(usable_cores(), kMaxSlots));
  return count;
}

size_t this_thread_slot() {
  // Plus one: 0 has none yet.
  constinit thread_local size_t slot = 0;
  if (slot == 0) [[unlikely]] {
    slot = (g_next_slot.fetch_add(1, std::memory_order_relaxed) & (slots() - 1)) + 1;
  }
  return slot - 1;
}

BusyCounter::BusyCounter() : cells_(std::make_unique<Cell[]>(slots())) {}

uint64_t BusyCounter::value() const {
  uint64_t sum = 0;
  for (size_t slot = 0; slot < slots(); ++slot) sum += cells_[slot].value.load(std::memory_order_relaxed);
  return sum;
}

// A slot's cells: the buckets, the one above the last bound, the sum.
Histogram::Histogram(std::span<const uint64_t> bounds)
    : bounds_(bounds),
      stride_((bounds.size() + 2 + kCellsPerLine - 1) / kCellsPerLine),
      lines_(std::make_unique<Line[]>(stride_ * slots())) {
  CHECK(std::is_sorted(bounds.begin(), bounds.end()));
}

void Histogram::observe(uint64_t value) {
  const auto bucket = static_cast<size_t>(std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin());
  const size_t sum = bounds_.size() + 1;
  Line* const lines = &lines_[this_thread_slot() * stride_];
  lines[bucket / kCellsPerLine].cells[bucket % kCellsPerLine].fetch_add(1, std::memory_order_relaxed);
  lines[sum / kCellsPerLine].cells[sum % kCellsPerLine].fetch_add(value, std::memory_order_relaxed);
}

Histogram::Reading Histogram::read() const {
  Reading reading{bounds_, std::vector<uint64_t>(bounds_.size() + 1), 0};
  for (size_t slot = 0; slot < slots(); ++slot) {
    const Line* const lines = &lines_[slot * stride_];
    const auto cell = [&](size_t index) {
      return lines[index / kCellsPerLine].cells[index % kCellsPerLine].load(std::memory_order_relaxed);
    };
    for (size_t bucket = 0; bucket < reading.counts.size(); ++bucket) reading.counts[bucket] += cell(bucket);
    reading.sum += cell(reading.counts.size());
  }
  return reading;
}

Counter& Registry::counter(const Family& family, Labels labels) {
  auto counter = std::make_shared<Counter>();
  source([family, labels = std::move(labels), counter](Page& page) {
    page.counter(family, labels, static_cast<double>(counter->value()));
  });
  return *counter;
}

BusyCounter& Registry::busy_counter(const Family& family, Labels labels) {
  auto counter = std::make_shared<BusyCounter>();
  source([family, labels = std::move(labels), counter](Page& page) {
    page.counter(family, labels, static_cast<double>(counter->value()));
  });
  return *counter;
}

Histogram& Registry::histogram(const Family& family, std::span<const uint64_t> bounds, Labels labels) {
  auto histogram = std::make_shared<Histogram>(bounds);
  source([family, labels = std::move(labels), histogram](Page& page) {
    page.histogram(family, labels, histogram->read());
  });
  return *histogram;
}

void Registry::gauge(const Family& family, std::function<double()> read, Labels labels) {
  source(
      [family, labels = std::move(labels), read = std::move(read)](Page& page) { page.gauge(family, labels, read()); });
}

void Registry::source(Source source) {
  const std::lock_guard lock(mutex_);
  sources_.push_back(std::move(source));
}

}  // namespace basalt::metrics
