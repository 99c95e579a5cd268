#include "basalt/jobs/ttl_sweeper.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "basalt/base/check.h"
#include "basalt/base/fault_point.h"
#include "basalt/base/log.h"
#include "basalt/base/thread.h"
#include "basalt/store/expiry_index.h"

namespace basalt::jobs {
namespace {

// A limited rate is kept by deleting some and waiting some, this many times a second where it can: small bursts, so
// that requests in between do not queue behind them.
constexpr uint64_t kBurstsPerSecond = 500;
constexpr size_t kMaxRowsPerPage = 256;
// Every so often a round begins five years ago again, whatever is known. Not always: until the engine compacts them
// away, the rows that were erased there would cost every round.
constexpr uint64_t kRoundsBetweenWholeOnes = 600;

size_t rows_per_page(uint64_t deletes_per_second) {
  if (deletes_per_second == 0) return kMaxRowsPerPage;
  return std::clamp<size_t>(deletes_per_second / kBurstsPerSecond, 1, kMaxRowsPerPage);
}

bool is_swept(const store::TableDefinition& definition) {
  return definition.time_to_live && definition.time_to_live->status == store::TimeToLiveStatus::kEnabled;
}

// Deletes the item if it is still the one that expired.
class ExpiryPlan final : public store::WritePlan {
 public:
  ExpiryPlan(std::string attribute_name, uint64_t expires_seconds)
      : attribute_name_(std::move(attribute_name)), expires_seconds_(expires_seconds) {}

  ApiResult<store::Change> plan(const ItemView* old) const override {
    store::Change change;
    if (old != nullptr && store::expiry_seconds(*old, attribute_name_) == expires_seconds_) {
      change.kind = store::Change::Kind::kErase;
    }
    return change;
  }

 private:
  const std::string attribute_name_;
  const uint64_t expires_seconds_;
};

}  // namespace

// What is left to look at in one table in this round.
struct TtlSweeper::TableSweep {
  store::TableRef table;
  std::string begin;
  std::string end;
};

TtlSweeper::TtlSweeper(store::Store& store, const Clock& clock, const TtlSweeperOptions& options)
    : store_(store), clock_(clock), options_(options), rows_per_page_(rows_per_page(options.deletes_per_second)) {
  CHECK(options.max_outstanding > 0);
}

TtlSweeper::~TtlSweeper() { stop(); }

void TtlSweeper::start() {
  thread_ = std::thread([this] { run(); });
}

void TtlSweeper::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  wait_for_all();
}

TtlSweeper::Stats TtlSweeper::stats() const { return {submitted_, deleted_, kept_, failed_}; }

void TtlSweeper::run() {
  name_this_thread("ttl-sweeper");
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, options_.interval, [this] { return stopping_; })) {
    lock.unlock();
    sweep();
    lock.lock();
  }
}

void TtlSweeper::sweep() {
  const std::lock_guard one_round(sweep_mutex_);
  const int64_t now = clock_.wall_seconds();
  if (now <= 0) return;
  const auto now_seconds = static_cast<uint64_t>(now);
  const uint64_t oldest = now_seconds > kMaxAgeSeconds ? now_seconds - kMaxAgeSeconds : 0;
  if (rounds_++ % kRoundsBetweenWholeOnes == 0) progress_.clear();
  read_failed_ = false;
  ProgressBySpace progress;
  std::vector<TableSweep> tables;
  for (store::TableRef& table : store_.catalog().select(is_swept)) {
    const uint64_t earliest = store::ExpiryIndex::take_earliest(*table);
    progress[table->definition().time_to_live->space.value] = {now_seconds, earliest};
    const uint64_t begin_seconds = std::max(oldest, std::min(earliest, begin_of(*table)));
    std::string begin = store::ExpiryIndex::position(*table, begin_seconds);
    std::string end = store::ExpiryIndex::position(*table, now_seconds);
    tables.push_back({std::move(table), std::move(begin), std::move(end)});
  }
  const Stats before = stats();
  // A page of each in turn, so that a table where much expires does not hold up the others. A writer that refuses has
  // enough to do: the rest can wait for the next round.
  while (!tables.empty() && failed_ == before.failed) {
    std::erase_if(tables, [this](TableSweep& table) { return !sweep_page(table); });
  }
  wait_for_all();
  FAULT_POINT("time_to_live.round_over");
  const Stats after = stats();
  // What was left behind is looked for in the whole index.
  progress_ = read_failed_ || after.failed != before.failed ? ProgressBySpace() : std::move(progress);
  if (after.deleted != before.deleted || after.failed != before.failed) {
    log::debug("expired items deleted",
               {{"deleted", after.deleted - before.deleted}, {"failed", after.failed - before.failed}});
  }
}

// Where a round begins that knows of no new row. Rows added just before the last round may have been committed just
// after it.
uint64_t TtlSweeper::begin_of(const store::Table& table) const {
  const auto found = progress_.find(table.definition().time_to_live->space.value);
  return found == progress_.end() ? 0 : std::min(found->second.swept_below, found->second.earliest);
}

// Whether there is more to do in the table.
bool TtlSweeper::sweep_page(TableSweep& table) {
  store::ExpiryPage page;
  const store::ExpiryIndex index(store_.engine());
  if (!index.read(*table.table, table.begin, table.end, rows_per_page_, page).ok()) {
    read_failed_ = true;
    return false;
  }
  for (size_t i = 0; i < page.size(); ++i) {
    if (!wait_for_room()) return false;
    submit(table.table, page.item_key(*table.table, i), page.expires_seconds(i));
  }
  if (page.size() > 0) table.begin = page.next();
  return pace(page.size()) && page.more();
}

void TtlSweeper::submit(const store::TableRef& table, store::ItemKey key, uint64_t expires_seconds) {
  {
    const std::lock_guard lock(mutex_);
    ++outstanding_;
  }
  const std::string& attribute_name = table->definition().time_to_live->attribute_name;
  store_.submit({.table = table,
                 .key = std::move(key),
                 .plan = std::make_unique<ExpiryPlan>(attribute_name, expires_seconds),
                 .done = [this](ApiResult<store::WriteOutcome>&& outcome) { on_done(outcome); },
                 .origin = store::ChangeOrigin::kTimeToLive});
  ++submitted_;
  FAULT_POINT("time_to_live.delete_submitted");
}

void TtlSweeper::on_done(const ApiResult<store::WriteOutcome>& outcome) {
  if (!outcome.ok()) {
    ++failed_;
  } else if (outcome->change.kind == store::Change::Kind::kErase) {
    ++deleted_;
  } else {
    ++kept_;
  }
  // Under the lock to the end: once it is free, the sweeper may be gone.
  const std::lock_guard lock(mutex_);
  const bool was_full = outstanding_ == options_.max_outstanding;
  --outstanding_;
  if (was_full || outstanding_ == 0) changed_.notify_all();
}

// False when stopping.
bool TtlSweeper::wait_for_room() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || outstanding_ < options_.max_outstanding; });
  return !stopping_;
}

void TtlSweeper::wait_for_all() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return outstanding_ == 0; });
}

// Waits as long as these deletes may take at the rate. False when stopping.
bool TtlSweeper::pace(size_t deletes) {
  const uint64_t rate = options_.deletes_per_second;
  const auto pause = std::chrono::microseconds(rate == 0 ? 0 : deletes * 1'000'000 / rate);
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, pause, [this] { return stopping_; });
}

}  // namespace basalt::jobs
