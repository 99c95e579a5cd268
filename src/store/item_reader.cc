#include "basalt/store/item_reader.h"

#include <algorithm>

#include "basalt/base/check.h"
#include "basalt/keys/key_layout.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

engine::RowRef row_ref(const Table& table, const ItemKey& key) {
  return {.shard = table.shard_of(key.hash), .space = engine::KeySpace::kItems, .key = key.row};
}

// A position before the first hash (the begin of a space) belongs to the first shard.
size_t shard_index_at(const Table& table, std::string_view position) {
  if (position.size() < keys::kRowPrefixSize) return 0;
  return table.shard_index_of(keys::row_hash(position));
}

engine::KeySpace key_space_of(const RowRange& range) {
  return range.index == nullptr ? engine::KeySpace::kItems : engine::KeySpace::kIndexes;
}

// The shards that a range spans, in the order of a direction.
class SpannedShards {
 public:
  SpannedShards(const Table& table, const RowRange& range, engine::Direction direction, bool one_scan)
      : shards_(table.definition().shards), forward_(direction == engine::Direction::kForward) {
    first_ = shard_index_at(table, range.begin);
    // end is exclusive: at a shard's first position it visits that shard in vain, which does no harm.
    space_ = (range.index == nullptr ? table.definition().space : range.index->space()).value;
    last_ = range.end >= keys::space_end(space_) ? shards_.size() - 1 : shard_index_at(table, range.end);
    // Rows of a local engine lie in one sequence whatever their shard, so one scan serves the whole range.
    size_ = one_scan ? 1 : last_ - first_ + 1;
  }
  size_t size() const { return size_; }
  engine::ShardId operator[](size_t step) const { return engine::ShardId{shards_[index(step)].id}; }
  // What of the range lies in that shard.
  RowRange part(size_t step, const RowRange& range) const {
    RowRange part = range;
    if (size_ == 1) return part;
    part.begin = std::max(part.begin, keys::hash_position(space_, shards_[index(step)].first_hash));
    if (index(step) == last_) return part;
    part.end = std::min(part.end, keys::hash_position(space_, shards_[index(step) + 1].first_hash));
    return part;
  }

 private:
  size_t index(size_t step) const { return forward_ ? first_ + step : last_ - step; }

  const std::vector<ShardDefinition>& shards_;
  bool forward_;
  uint64_t space_ = 0;
  size_t first_ = 0;
  size_t last_ = 0;
  size_t size_ = 1;
};

}  // namespace

ApiResult<ReadOutcome> ItemReader::get(const Table& table, const ItemKey& key, const engine::ReadOptions& options,
                                       std::string& buffer) const {
  auto found = engine_.get(row_ref(table, key), options, buffer);
  if (found.ok()) return *found ? ReadOutcome::kFound : ReadOutcome::kMissing;
  if (found.error().code == engine::ErrorCode::kNotCached) return ReadOutcome::kNotCached;
  return Failure{to_api_error(found.error())};
}

ApiResult<void> ItemReader::multi_get(const Table& table, std::span<const ItemKey> keys,
                                      const engine::ReadOptions& options,
                                      std::span<std::optional<std::string>> values) const {
  CHECK(keys.size() == values.size());
  std::vector<engine::RowRef> rows;
  rows.reserve(keys.size());
  for (const ItemKey& key : keys) rows.push_back(row_ref(table, key));
  return to_api_result(engine_.multi_get(rows, options, values));
}

ApiResult<bool> ItemReader::read_page(const Table& table, const RowRange& range, engine::Direction direction,
                                      const PageLimits& limits, const engine::ReadOptions& options,
                                      ItemPage& page) const {
  page.rows().clear();
  page.rows().set_more(false);
  if (range.begin >= range.end) return true;
  const SpannedShards shards(table, range, direction, !engine_.capabilities().shared_by_processes);
  for (size_t step = 0; step < shards.size(); ++step) {
    const engine::ScanRange scan{.shard = shards[step],
                                 .space = key_space_of(range),
                                 .begin = range.begin,
                                 .end = range.end,
                                 .direction = direction,
                                 .max_rows = limits.max_rows,
                                 .max_bytes = limits.max_bytes};
    const auto scanned = engine_.scan(scan, options, page.rows());
    if (!scanned.ok() && scanned.error().code == engine::ErrorCode::kNotCached) return false;
    TRY(to_api_result(scanned));
    if (page.size() == 0) continue;
    if (step + 1 < shards.size()) page.rows().set_more(true);
    return true;
  }
  return true;
}

ApiResult<bool> ItemReader::visit(const Table& table, const RowRange& range, engine::Direction direction,
                                  const engine::ReadOptions& options, engine::RowVisitor& visitor) const {
  if (range.begin >= range.end) return true;
  const SpannedShards shards(table, range, direction, !engine_.capabilities().shared_by_processes);
  for (size_t step = 0; step < shards.size(); ++step) {
    const RowRange part = shards.part(step, range);
    const engine::KeyRange rows{.shard = shards[step],
                                .space = key_space_of(range),
                                .begin = part.begin,
                                .end = part.end,
                                .direction = direction,
                                .appetite = range.appetite};
    const auto whole = engine_.visit(rows, options, visitor);
    if (!whole.ok() && whole.error().code == engine::ErrorCode::kNotCached) return false;
    if (!whole.ok()) return Failure{to_api_error(whole.error())};
    if (!*whole) return true;
  }
  return true;
}

}  // namespace basalt::store
