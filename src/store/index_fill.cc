#include "store/index_fill.h"

#include <algorithm>
#include <string>
#include <utility>

#include "basalt/base/fault_point.h"
#include "basalt/store/item_reader.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"
#include "store/shard_range.h"
#include "store/stored_item.h"
#include "store/table_state.h"

namespace basalt::store {

ApiResult<bool> IndexFill::step() {
  if (!table_->state().refresh(table_)) return false;
  const auto& indexes = table_->indexes();
  const auto index =
      std::find_if(indexes.begin(), indexes.end(), [&](const IndexLayout& layout) { return layout.space() == index_; });
  if (index == indexes.end()) return false;
  IndexShard& shard = index->state().shards[shard_index_];
  if (!shard.filled_below) return false;
  return fill(*index, shard);
}

ApiResult<bool> IndexFill::fill(const IndexLayout& index, IndexShard& shard) {
  const TableDefinition& definition = table_->definition();
  const engine::ShardId shard_id{definition.shards[shard_index_].id};
  engine::RowPage page;
  TRY(read_fill_page(engine_, *table_, shard_index_, *shard.filled_below, page));
  engine::Batch batch(shard_id);
  ShardTally tally = shard.tally.committed;
  std::string row;
  std::string buffer;
  std::string value;
  uint64_t units = 0;
  for (size_t i = 0; i < page.size(); ++i) {
    const StoredItem stored = read_stored_item(page.value(i));
    if (!index.row_of(stored.item, row)) continue;
    const IndexLayout::Entry entry = index.entry_of(stored.item, stored.size, buffer);
    write_stored_item(stored.timestamp, entry.size, entry.item.encoded(), value);
    batch.put(engine::KeySpace::kIndexes, row, value);
    ++tally.items;
    tally.bytes += static_cast<int64_t>(entry.size);
    units += write_units(0, entry.size);
  }
  const bool more = page.more() && page.size() > 0;
  const std::string filled_below = more ? std::string(page.key(page.size() - 1)) + '\0'
                                        : shard_range(definition, definition.space, shard_index_).end;
  batch.put(engine::KeySpace::kMeta, fill_row(index.space(), shard_id), filled_below);
  batch.put(engine::KeySpace::kMeta, tally_row(index.space(), shard_id), encode_tally(tally));
  FAULT_POINT("store.before_fill_commit");
  TRY(to_api_result(engine_.commit({&batch, 1})));
  FAULT_POINT("store.after_fill_commit");
  settle(shard.tally, tally, index.state().counters);
  index.state().usage.fill_write_units.add(units);
  shard.filled_below = filled_below;
  return more;
}

}  // namespace basalt::store
