// Metrics: what the process counts about itself, shown as a page in Prometheus' text format.
//
//   metrics::Registry registry;
//   metrics::Counter& refused = registry.counter({"basalt_refused_total", "Requests refused."}, {{"reason", "bytes"}});
//   refused.add();                                        // any thread, no lock
//   registry.gauge({"basalt_queue_length", "Waiting."}, [&] { return static_cast<double>(queue.size()); });
//   registry.page();
//
// A counter is resolved once, where its owner is built, and kept by reference; nothing is looked up by name when it
// counts. Everything here may be used from any thread; counting never blocks and costs a few nanoseconds. Names,
// labels and units are documented in docs/metrics.md, which a test compares with the page.
// https://prometheus.io/docs/instrumenting/exposition_formats/
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace basalt::metrics {

// For what happens now and then.
class Counter {
 public:
  void add(uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> value_{0};
};

// Where the calling thread counts when the threads count apart: below `slots()`, which is a power of two.
size_t slots();
size_t this_thread_slot();

// For what happens with every request: threads on different cores do not share a cache line.
class BusyCounter {
 public:
  BusyCounter();
  void add(uint64_t count = 1) { cells_[this_thread_slot()].value.fetch_add(count, std::memory_order_relaxed); }
  uint64_t value() const;

 private:
  struct alignas(64) Cell {
    std::atomic<uint64_t> value{0};
  };
  std::unique_ptr<Cell[]> cells_;
};

// Values sorted into fixed buckets. Threads count apart, as in BusyCounter.
class Histogram {
 public:
  // bounds: ascending, inclusive upper ends; what is above the last has a bucket of its own. They must stay.
  explicit Histogram(std::span<const uint64_t> bounds);
  void observe(uint64_t value);

  struct Reading {
    std::span<const uint64_t> bounds;
    std::vector<uint64_t> counts;  // of each bucket; one more than bounds
    uint64_t sum = 0;
  };
  Reading read() const;

 private:
  const std::span<const uint64_t> bounds_;
  const size_t stride_;  // cells of one slot: the buckets and the sum, in whole cache lines
  struct alignas(64) Line {
    std::atomic<uint64_t> cells[8]{};
  };
  std::unique_ptr<Line[]> lines_;
};

// Microseconds from 50 us to 10 s, for anything a client waits for.
std::span<const uint64_t> latency_bounds_us();
// Powers of two to 1024, for sizes of groups and the like.
std::span<const uint64_t> count_bounds();

// A family: everything of one name.
struct Family {
  std::string_view name;  // a literal
  std::string_view help;  // a literal
  double scale = 1;       // what is shown is what was counted times this (1e-6: microseconds shown as seconds)
};
inline constexpr double kMicrosecond = 1e-6;

using Label = std::pair<std::string, std::string>;
using Labels = std::vector<Label>;

// What one request for the page gathers. No two additions may have the same name and labels.
class Page {
 public:
  Page();
  ~Page();
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  void counter(const Family& family, const Labels& labels, double value);
  void gauge(const Family& family, const Labels& labels, double value);
  void histogram(const Family& family, const Labels& labels, const Histogram::Reading& reading);

 private:
  friend class Registry;
  struct Families;
  std::unique_ptr<Families> families_;
};

class Registry {
 public:
  Registry() = default;
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // What these return lives as long as the registry.
  Counter& counter(const Family& family, Labels labels = {});
  BusyCounter& busy_counter(const Family& family, Labels labels = {});
  Histogram& histogram(const Family& family, std::span<const uint64_t> bounds, Labels labels = {});

  // Read when the page is asked for, on a thread that may wait for the disk; until the registry is gone.
  void gauge(const Family& family, std::function<double()> read, Labels labels = {});
  // The same for whatever is not known before: families per table, figures that are read together.
  using Source = std::function<void(Page& page)>;
  void source(Source source);

  // The page, families in the order of their names. May wait for the disk. One at a time; others wait.
  std::string page() const;
  static constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

 private:
  mutable std::mutex mutex_;
  std::vector<Source> sources_;
};

}  // namespace basalt::metrics
