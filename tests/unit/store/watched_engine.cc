#include "unit/store/watched_engine.h"

#include <algorithm>
#include <utility>

namespace basalt::store {

WatchedEngine::WatchedEngine(std::unique_ptr<engine::StorageEngine> engine)
    : claimed(engine->capabilities()), engine_(std::move(engine)) {}

std::vector<WatchedEngine::Commit> WatchedEngine::commits() const {
  const std::lock_guard lock(mutex_);
  return commits_;
}

void WatchedEngine::forget_commits() {
  const std::lock_guard lock(mutex_);
  commits_.clear();
}

engine::EngineResult<bool> WatchedEngine::get(const engine::RowRef& row, const engine::ReadOptions& options,
                                              std::string& value) {
  return engine_->get(row, options, value);
}

engine::EngineResult<void> WatchedEngine::multi_get(std::span<const engine::RowRef> rows,
                                                    const engine::ReadOptions& options,
                                                    std::span<std::optional<std::string>> values) {
  return engine_->multi_get(rows, options, values);
}

engine::EngineResult<void> WatchedEngine::scan(const engine::ScanRange& range, const engine::ReadOptions& options,
                                               engine::RowPage& page) {
  if (!claimed.shared_by_processes) return engine_->scan(range, options, page);
  // A shared engine gives a shard's rows only. Here every shard holds the hashes of one quarter, as the store makes
  // them for the four shards, 1 to 4, of its first table.
  const std::string space(range.begin.substr(0, 8));
  const auto quarter = [&](uint64_t index) { return space + static_cast<char>(index * 64); };
  const std::string begin = std::max(std::string(range.begin), quarter(range.shard.value - 1));
  std::string end(range.end);
  if (range.shard.value < 4) end = std::min(end, quarter(range.shard.value));
  page.clear();
  page.set_more(false);
  if (begin >= end) return {};
  engine::ScanRange part = range;
  part.begin = begin;
  part.end = end;
  return engine_->scan(part, options, page);
}

engine::EngineResult<void> WatchedEngine::commit(std::span<const engine::Batch> batches) {
  if (batches.empty()) return engine_->commit(batches);  // only asks whether it may
  Commit seen;
  for (const engine::Batch& batch : batches) {
    seen.shards.push_back(batch.shard().value);
    for (size_t i = 0; i < batch.size(); ++i) {
      const auto operation = batch.operation(i);
      if (operation.kind == engine::Batch::Kind::kEraseRange) {
        ++seen.range_erases;
      } else if (operation.space == engine::KeySpace::kItems) {
        ++seen.item_changes;
      } else if (operation.space == engine::KeySpace::kLog) {
        ++seen.log_records;
      }
    }
  }
  {
    const std::lock_guard lock(mutex_);
    commits_.push_back(std::move(seen));
  }
  return engine_->commit(batches);
}

}  // namespace basalt::store
