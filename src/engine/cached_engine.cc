#include "engine/cached_engine.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "basalt/base/check.h"

namespace basalt::engine {
namespace {

constexpr size_t kRowShards = 16;
constexpr size_t kRangeShards = 4;
// Of what is remembered as asked for once.
constexpr size_t kTouches = size_t{1} << 17;

bool may_know(const ReadOptions& options, KeySpace space) {
  return options.cached && options.snapshot == nullptr && WriteStamps::covers(space);
}

uint64_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

void append_number(uint64_t number, std::string& out) {
  out.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// Names of what is cached, in a buffer of the thread's.
const std::string& name_of(const RowRef& row) {
  thread_local std::string name;
  name.assign(1, static_cast<char>(row.space));
  return name.append(row.key);
}

const std::string& name_of(const KeyRange& range) {
  thread_local std::string name;
  name.assign(1, static_cast<char>(range.space));
  name.push_back(static_cast<char>(range.direction));
  append_number(range.appetite, name);
  append_number(range.begin.size(), name);
  return name.append(range.begin).append(range.end);
}

// Shows the rows that another visitor of the same appetite saw.
bool show(const RowPage& rows, RowVisitor& visitor) {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!visitor.row(rows.key(i), rows.value(i))) return false;
  }
  CHECK(!rows.more());  // else it has a greater appetite than it was said to have
  return true;
}

// Notes the rows that a visitor sees, if they are not too many.
class NotingVisitor final : public RowVisitor {
 public:
  NotingVisitor(RowVisitor& visitor, size_t most_bytes, RowPage& rows)
      : visitor_(visitor), most_bytes_(most_bytes), rows_(rows) {}

  bool row(std::string_view key, std::string_view value) override {
    if (fits_) {
      rows_.append(key, value);
      fits_ = rows_.memory_bytes() <= most_bytes_;
    }
    return visitor_.row(key, value);
  }
  bool fits() const { return fits_; }

 private:
  RowVisitor& visitor_;
  const size_t most_bytes_;
  RowPage& rows_;
  bool fits_ = true;
};

// Of a range's stretch, what its rows in a direction up to the last one shown belong to.
WriteStamps::Stretch shown_part(const WriteStamps::Stretch& whole, Direction direction, const RowPage& rows) {
  if (!rows.more()) return whole;
  const std::string_view last = rows.key(rows.size() - 1);
  return direction == Direction::kForward ? WriteStamps::up_to(whole, last) : WriteStamps::from(whole, last);
}

}  // namespace

std::unique_ptr<StorageEngine> cache_reads(std::unique_ptr<StorageEngine> engine, const ReadCacheOptions& options) {
  CHECK(!engine->capabilities().shared_by_processes);
  return std::make_unique<CachedEngine>(std::move(engine), options);
}

CachedEngine::CachedEngine(std::unique_ptr<StorageEngine> engine, const ReadCacheOptions& options)
    : engine_(std::move(engine)),
      rows_(options.row_bytes, kRowShards),
      ranges_(options.range_bytes, kRangeShards),
      touched_(kTouches) {}

std::shared_ptr<const CachedEngine::KnownRow> CachedEngine::find_current(const RowRef& row) {
  auto known = rows_.find(name_of(row));
  const bool current = known != nullptr && is_current(*known);
  (current ? hits_ : misses_).add();
  return current ? std::move(known) : nullptr;
}

std::optional<WriteStamps::Stamp> CachedEngine::stamp_to_keep(const RowRef& row) {
  if (!touched_.is_known(hash_of(name_of(row)))) return std::nullopt;
  return stamps_.observe(WriteStamps::stretch_of_prefix(row.key));
}

void CachedEngine::keep(const RowRef& row, WriteStamps::Stamp stamp, const std::optional<std::string>& value) {
  const std::string& name = name_of(row);
  touched_.forget(hash_of(name));
  const size_t bytes = sizeof(KnownRow) + (value.has_value() ? value->capacity() : 0);
  rows_.put(name, std::make_shared<const KnownRow>(WriteStamps::stretch_of_prefix(row.key), stamp, value), bytes);
}

EngineResult<bool> CachedEngine::get(const RowRef& row, const ReadOptions& options, std::string& value) {
  if (!may_know(options, row.space)) return engine_->get(row, options, value);
  if (const auto known = find_current(row)) {
    if (known->value.has_value()) value = *known->value;
    return known->value.has_value();
  }
  const auto stamp = stamp_to_keep(row);
  const bool exists = TRY(engine_->get(row, options, value));
  if (stamp) {
    keep(row, *stamp, exists ? std::optional(value) : std::nullopt);
  } else {
    touched_.note(hash_of(name_of(row)));
  }
  return exists;
}

EngineResult<void> CachedEngine::multi_get(std::span<const RowRef> rows, const ReadOptions& options,
                                           std::span<std::optional<std::string>> values) {
  const auto may_be_known = [&](const RowRef& row) { return may_know(options, row.space); };
  if (!std::all_of(rows.begin(), rows.end(), may_be_known)) return engine_->multi_get(rows, options, values);
  CHECK(rows.size() == values.size());
  Known known;
  known.reserve(rows.size());
  for (const RowRef& row : rows) known.push_back(find_current(row));
  TRY(read_unknown(rows, known, options, values));
  for (size_t i = 0; i < rows.size(); ++i) {
    if (known[i] != nullptr) values[i] = known[i]->value;
  }
  // Those known are from before the others were read. When they are still so, all are of the moment of that reading.
  const auto holds = [&](const auto& row) { return row == nullptr || is_current(*row); };
  if (std::all_of(known.begin(), known.end(), holds)) return {};
  return engine_->multi_get(rows, options, values);
}

EngineResult<void> CachedEngine::read_unknown(std::span<const RowRef> rows, const Known& known,
                                              const ReadOptions& options,
                                              std::span<std::optional<std::string>> values) {
  std::vector<size_t> places;
  std::vector<RowRef> unknown;
  std::vector<std::optional<WriteStamps::Stamp>> stamps;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (known[i] != nullptr) continue;
    places.push_back(i);
    unknown.push_back(rows[i]);
    stamps.push_back(stamp_to_keep(rows[i]));
  }
  if (unknown.empty()) return {};
  std::vector<std::optional<std::string>> found(unknown.size());
  TRY(engine_->multi_get(unknown, options, found));
  for (size_t i = 0; i < unknown.size(); ++i) {
    if (stamps[i]) {
      keep(unknown[i], *stamps[i], found[i]);
    } else {
      touched_.note(hash_of(name_of(unknown[i])));
    }
    values[places[i]] = std::move(found[i]);
  }
  return {};
}

// Its pages are its caller's to end, wherever that may be.
EngineResult<void> CachedEngine::scan(const ScanRange& range, const ReadOptions& options, RowPage& page) {
  return engine_->scan(range, options, page);
}

EngineResult<bool> CachedEngine::visit(const KeyRange& range, const ReadOptions& options, RowVisitor& visitor) {
  if (range.appetite == 0 || !may_know(options, range.space)) return engine_->visit(range, options, visitor);
  const auto stretch = WriteStamps::stretch_of_range(range.begin, range.end);
  if (!stretch) return engine_->visit(range, options, visitor);
  const std::string& name = name_of(range);
  const auto known = ranges_.find(name);
  if (known != nullptr && stamps_.is_still(known->stretch, known->stamp)) {
    hits_.add();
    return show(known->rows, visitor);
  }
  misses_.add();
  const uint64_t hash = hash_of(name);
  if (touched_.is_known(hash)) return visit_and_keep(range, *stretch, options, visitor);
  const bool whole = TRY(engine_->visit(range, options, visitor));
  touched_.note(hash);
  return whole;
}

EngineResult<bool> CachedEngine::visit_and_keep(const KeyRange& range, const WriteStamps::Stretch& stretch,
                                                const ReadOptions& options, RowVisitor& visitor) {
  const WriteStamps::Standing before = stamps_.observe_each(stretch);
  const auto known = std::make_shared<KnownRange>();
  NotingVisitor noting(visitor, ranges_.most_bytes(), known->rows);
  const bool whole = TRY(engine_->visit(range, options, noting));
  if (!noting.fits()) return whole;
  known->rows.set_more(!whole);
  known->stretch = shown_part(stretch, range.direction, known->rows);
  const auto stamp = before.stamp_of(known->stretch);
  if (!stamp) return whole;
  known->stamp = *stamp;
  known->rows.shrink();
  const std::string& name = name_of(range);  // the visitor may have visited other ranges
  touched_.forget(hash_of(name));
  ranges_.put(name, known, sizeof(KnownRange) + known->rows.memory_bytes());
  return whole;
}

EngineResult<void> CachedEngine::commit(std::span<const Batch> batches) {
  const WriteStamps::Writing writing(stamps_, batches);
  return engine_->commit(batches);
}

EngineStats CachedEngine::stats() {
  EngineStats stats = engine_->stats();
  stats.memory_bytes += rows_.bytes() + ranges_.bytes();
  return stats;
}

EngineFigures CachedEngine::figures() {
  EngineFigures figures = engine_->figures();
  figures.read_cache_bytes = rows_.bytes() + ranges_.bytes();
  figures.read_cache_hits = hits_.value();
  figures.read_cache_misses = misses_.value();
  return figures;
}

}  // namespace basalt::engine
