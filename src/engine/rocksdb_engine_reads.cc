#include <rocksdb/perf_level.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "basalt/base/check.h"
#include "engine/key_word.h"
#include "engine/rocksdb_engine_impl.h"
#include "engine/rocksdb_settings.h"
#include "engine/rocksdb_status.h"

namespace basalt::engine {
namespace {

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view view(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

// Unless told not to, RocksDB counts what it does in variables of each thread. Nobody reads them here, and getting at
// them costs a tenth of a scan.
void count_nothing() {
  thread_local const bool told = [] {
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
    return true;
  }();
  static_cast<void>(told);
}

class RocksdbSnapshot final : public Snapshot {
 public:
  explicit RocksdbSnapshot(rocksdb::DB& db) : db_(db), snapshot_(db.GetSnapshot()) {}
  ~RocksdbSnapshot() override { db_.ReleaseSnapshot(snapshot_); }
  RocksdbSnapshot(const RocksdbSnapshot&) = delete;
  RocksdbSnapshot& operator=(const RocksdbSnapshot&) = delete;
  const rocksdb::Snapshot* get() const { return snapshot_; }

 private:
  rocksdb::DB& db_;
  const rocksdb::Snapshot* snapshot_;
};

// Whether every key of the range begins with the same bytes that the filters know. Only then may a filter answer for
// the whole range; and only forward, because RocksDB's history of wrong answers from prefix filters is one of
// SeekForPrev.
bool stays_within_prefix(const KeyRange& range) {
  return range.direction == Direction::kForward && range.begin.size() >= kFilteredPrefixSize &&
         range.end.size() >= kFilteredPrefixSize &&
         range.begin.substr(0, kFilteredPrefixSize) == range.end.substr(0, kFilteredPrefixSize);
}

// The rows' places in the order of their keys. RocksDB looks rows up in that order, and would sort them by comparisons
// that each take several calls; most keys differ in their first 16 bytes.
std::vector<uint32_t> order_of_keys(std::span<const RowRef> rows) {
  struct Place {
    uint64_t first, second;
    uint32_t row;
  };
  std::vector<Place> places(rows.size());
  for (uint32_t row = 0; row < rows.size(); ++row) {
    places[row] = {padded_word(rows[row].key, 0), padded_word(rows[row].key, sizeof(uint64_t)), row};
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second != b.second) return a.second < b.second;
    return rows[a.row].key < rows[b.row].key;
  });
  std::vector<uint32_t> order(rows.size());
  std::transform(places.begin(), places.end(), order.begin(), [](const Place& place) { return place.row; });
  return order;
}

// Copies rows until the page is full.
class PageFiller final : public RowVisitor {
 public:
  PageFiller(const ScanRange& range, RowPage& page) : range_(range), page_(page) {}

  bool row(std::string_view key, std::string_view value) override {
    const bool full = page_.size() >= range_.max_rows || page_.bytes() + key.size() + value.size() > range_.max_bytes;
    if (full && !page_.empty()) {
      page_.set_more(true);
      return false;
    }
    page_.append(key, value);
    return true;
  }

 private:
  const ScanRange& range_;
  RowPage& page_;
};

// False: the visitor ended it.
bool show(rocksdb::Iterator& rows, Direction direction, RowVisitor& visitor) {
  const bool forward = direction == Direction::kForward;
  for (; rows.Valid(); forward ? rows.Next() : rows.Prev()) {
    if (!visitor.row(view(rows.key()), view(rows.value()))) return false;
  }
  return true;
}

}  // namespace

std::unique_ptr<Snapshot> RocksdbEngine::snapshot() { return std::make_unique<RocksdbSnapshot>(*db_); }

rocksdb::ReadOptions RocksdbEngine::read_options(const ReadOptions& options) const {
  count_nothing();
  rocksdb::ReadOptions read;
  read.verify_checksums = true;
  // In memory there is no disk to wait for, so every row counts as cached.
  if (options.tier == ReadTier::kMemory && !options_.in_memory) read.read_tier = rocksdb::kBlockCacheTier;
  if (options.snapshot != nullptr) read.snapshot = static_cast<const RocksdbSnapshot*>(options.snapshot)->get();
  return read;
}

EngineResult<bool> RocksdbEngine::look_up(const rocksdb::ReadOptions& read, const RowRef& row,
                                          rocksdb::PinnableSlice& found) {
  const rocksdb::Status status = db_->Get(read, handle(row.space), slice(row.key), &found);
  if (status.IsNotFound()) return false;
  if (status.IsIncomplete()) cache_misses_.fetch_add(1, std::memory_order_relaxed);
  if (!status.ok()) return Failure{translate(status, "get")};
  // Before 9.1, RocksDB answers a cache-only read with an empty value when the table itself is not open.
  if (read.read_tier == rocksdb::kBlockCacheTier && found.empty()) {
    return Failure{Error{ErrorCode::kNotCached, "get: perhaps an empty row"}};
  }
  return true;
}

EngineResult<bool> RocksdbEngine::get(const RowRef& row, const ReadOptions& options, std::string& value) {
  rocksdb::PinnableSlice found;
  const bool exists = TRY(look_up(read_options(options), row, found));
  if (exists) value.assign(found.data(), found.size());
  return exists;
}

EngineResult<void> RocksdbEngine::multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                                            std::span<std::optional<std::string>> values) {
  CHECK(rows.size() == values.size());
  if (rows.empty()) return {};
  rocksdb::ReadOptions read = read_options(options);
  // RocksDB's MultiGet reads from the disk even when told not to.
  if (read.read_tier == rocksdb::kBlockCacheTier) return multi_get_cached(rows, read, values);
  const std::vector<uint32_t> order = order_of_keys(rows);
  std::vector<rocksdb::Slice> keys;
  keys.reserve(rows.size());
  for (const uint32_t row : order) keys.push_back(slice(rows[row].key));
  std::vector<rocksdb::PinnableSlice> found(rows.size());
  std::vector<rocksdb::Status> statuses(rows.size());
  const KeySpace first = rows.front().space;
  if (std::all_of(rows.begin(), rows.end(), [&](const RowRef& row) { return row.space == first; })) {
    constexpr bool kSorted = true;
    db_->MultiGet(read, handle(first), rows.size(), keys.data(), found.data(), statuses.data(), kSorted);
  } else {
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    handles.reserve(rows.size());
    for (const uint32_t row : order) handles.push_back(handle(rows[row].space));
    db_->MultiGet(read, rows.size(), handles.data(), keys.data(), found.data(), statuses.data());
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    std::optional<std::string>& value = values[order[i]];
    if (statuses[i].IsNotFound()) {
      value.reset();
    } else if (!statuses[i].ok()) {
      return Failure{translate(statuses[i], "multi_get")};
    } else {
      value.emplace(found[i].data(), found[i].size());
    }
  }
  return {};
}

EngineResult<void> RocksdbEngine::multi_get_cached(std::span<const RowRef> rows, rocksdb::ReadOptions read,
                                                   std::span<std::optional<std::string>> values) {
  // One view for all rows, which MultiGet would have given.
  std::optional<RocksdbSnapshot> view;
  if (read.snapshot == nullptr) read.snapshot = view.emplace(*db_).get();
  for (size_t i = 0; i < rows.size(); ++i) {
    rocksdb::PinnableSlice found;
    if (TRY(look_up(read, rows[i], found))) {
      values[i].emplace(found.data(), found.size());
    } else {
      values[i].reset();
    }
  }
  return {};
}

EngineResult<void> RocksdbEngine::scan(const ScanRange& range, const ReadOptions& options, RowPage& page) {
  page.clear();
  PageFiller filler(range, page);
  const auto visited = visit({.shard = range.shard,
                              .space = range.space,
                              .begin = range.begin,
                              .end = range.end,
                              .direction = range.direction},
                             options, filler);
  if (visited.ok()) return {};
  page.clear();
  return Failure{visited.error()};
}

EngineResult<bool> RocksdbEngine::visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) {
  if (!range.end.empty() && range.begin >= range.end) return true;
  if (options.tier == ReadTier::kMemory && !first_level_stays_open()) {
    return Failure{Error{ErrorCode::kNotCached, "scan: more tables than stay open"}};
  }
  const rocksdb::Slice begin = slice(range.begin);
  const rocksdb::Slice end = slice(range.end);
  rocksdb::ReadOptions read = read_options(options);
  if (!begin.empty()) read.iterate_lower_bound = &begin;
  if (!end.empty()) read.iterate_upper_bound = &end;
  read.total_order_seek = !stays_within_prefix(range);
  const std::unique_ptr<rocksdb::Iterator> rows(db_->NewIterator(read, handle(range.space)));
  if (range.direction == Direction::kReverse) {
    rows->SeekToLast();
  } else if (begin.empty()) {
    rows->SeekToFirst();
  } else {
    rows->Seek(begin);
  }
  const bool whole = show(*rows, range.direction, visitor);
  if (!rows->status().ok()) return Failure{translate(rows->status(), "scan")};
  return whole;
}

}  // namespace basalt::engine
