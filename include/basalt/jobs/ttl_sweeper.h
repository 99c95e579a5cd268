// TtlSweeper: deletes what has expired. It reads the expiry indexes of the tables with TTL, from where the last round
// ended to now, and further back when something was written that had expired before: so it costs what expires. It
// deletes through the shard writers like any client, but as the service (ChangeOrigin::kTimeToLive). An item that was
// renewed or taken away meanwhile stays as it is. Until it is deleted an expired item can be read and written, as on
// AWS.
//
// One thread, from start() to stop(). sweep() and stats() may be called from any thread.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "basalt/base/clock.h"
#include "basalt/store/store.h"

namespace basalt::jobs {

struct TtlSweeperOptions {
  std::chrono::milliseconds interval{1000};  // between two looks at the indexes
  uint64_t deletes_per_second = 10'000;      // at most 1,000,000; 0: no limit
  size_t max_outstanding = 256;              // deletes queued with the writers at once
};

class TtlSweeper {
 public:
  // Items that expired longer ago are left alone, as on AWS: their attribute may mean something else.
  static constexpr uint64_t kMaxAgeSeconds = uint64_t{5} * 365 * 24 * 3600;

  // Both must outlive the sweeper; the clock's wall time says what has expired.
  TtlSweeper(store::Store& store, const Clock& clock, const TtlSweeperOptions& options);
  ~TtlSweeper();

  void start();
  // Ends the thread and waits for the deletes under way. Before the store is drained. Once.
  void stop();

  // Looks once and deletes what has expired by now; returns when that is done. start()'s thread does the same.
  void sweep();

  struct Stats {
    uint64_t submitted = 0;  // the sum of the others, and of what is under way
    uint64_t deleted = 0;
    uint64_t kept = 0;    // renewed, or gone already
    uint64_t failed = 0;  // tried again in the next round
  };
  Stats stats() const;

 private:
  struct TableSweep;
  // How far a table's expiry index has been swept.
  struct Progress {
    uint64_t swept_below = 0;  // seconds
    uint64_t earliest = 0;     // of the rows added before the last round
  };
  using ProgressBySpace = std::unordered_map<uint64_t, Progress>;  // of the expiry rows

  void run();
  uint64_t begin_of(const store::Table& table) const;
  bool sweep_page(TableSweep& table);
  void submit(const store::TableRef& table, store::ItemKey key, uint64_t expires_seconds);
  void on_done(const ApiResult<store::WriteOutcome>& outcome);
  bool wait_for_room();
  void wait_for_all();
  bool pace(size_t deletes);

  store::Store& store_;
  const Clock& clock_;
  const TtlSweeperOptions options_;
  const size_t rows_per_page_;

  std::atomic<uint64_t> submitted_{0};
  std::atomic<uint64_t> deleted_{0};
  std::atomic<uint64_t> kept_{0};
  std::atomic<uint64_t> failed_{0};

  std::mutex sweep_mutex_;  // one round at a time; guards the next three
  ProgressBySpace progress_;
  uint64_t rounds_ = 0;
  bool read_failed_ = false;  // in the round at hand

  std::mutex mutex_;  // guards the rest
  std::condition_variable changed_;
  size_t outstanding_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace basalt::jobs
