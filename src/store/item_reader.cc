#include "basalt/store/item_reader.h"

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
  const auto& shards = table.definition().shards;
  const bool forward = direction == engine::Direction::kForward;
  const size_t first = shard_index_at(table, range.begin);
  // end is exclusive: at a shard's first position it visits that shard in vain, which does no harm.
  const SpaceId space = range.index == nullptr ? table.definition().space : range.index->space();
  const std::string table_end = keys::space_end(space.value);
  const size_t last = range.end >= table_end ? shards.size() - 1 : shard_index_at(table, range.end);
  // Rows of a local engine lie in one sequence whatever their shard, so one scan serves the whole range.
  const bool one_scan = !engine_.capabilities().shared_by_processes;
  const size_t steps = one_scan ? 1 : last - first + 1;
  for (size_t step = 0; step < steps; ++step) {
    const engine::ScanRange scan{
        .shard = engine::ShardId{shards[forward ? first + step : last - step].id},
        .space = range.index == nullptr ? engine::KeySpace::kItems : engine::KeySpace::kIndexes,
        .begin = range.begin,
        .end = range.end,
        .direction = direction,
        .max_rows = limits.max_rows,
        .max_bytes = limits.max_bytes};
    const auto scanned = engine_.scan(scan, options, page.rows());
    if (!scanned.ok() && scanned.error().code == engine::ErrorCode::kNotCached) return false;
    TRY(to_api_result(scanned));
    if (page.size() == 0) continue;
    if (step + 1 < steps) page.rows().set_more(true);
    return true;
  }
  return true;
}

}  // namespace basalt::store
