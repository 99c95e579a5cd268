#include "store/expiry_fill.h"

#include "basalt/base/fault_point.h"
#include "basalt/keys/key_layout.h"
#include "basalt/store/expiry_index.h"
#include "basalt/store/item_reader.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"
#include "store/shard_range.h"
#include "store/table_state.h"

namespace basalt::store {
namespace {

// The rows of the page's items, and where the next step begins.
void add_rows(const Table& table, const engine::RowPage& items, engine::Batch& batch) {
  const TimeToLiveSettings& settings = *table.definition().time_to_live;
  for (size_t i = 0; i < items.size(); ++i) {
    const auto expires_seconds = expiry_seconds(read_stored_item(items.value(i)).item, settings.attribute_name);
    if (!expires_seconds) continue;
    batch.put(engine::KeySpace::kIndexes, keys::expiry_row(settings.space.value, *expires_seconds, items.key(i)), {});
  }
  batch.put(engine::KeySpace::kMeta, fill_row(settings.space, batch.shard()),
            std::string(items.key(items.size() - 1)) + '\0');
}

}  // namespace

ApiResult<bool> ExpiryFill::step() {
  if (!table_->state().refresh(table_)) return false;
  const TableDefinition& definition = table_->definition();
  if (!definition.time_to_live || definition.time_to_live->status != TimeToLiveStatus::kEnabling) return false;
  const engine::ShardId shard{definition.shards[shard_index_].id};
  std::string filled_below;
  const std::string fill = fill_row(definition.time_to_live->space, shard);
  if (!TRY(to_api_result(engine_.get({shard, engine::KeySpace::kMeta, fill}, {}, filled_below)))) filled_below.clear();
  engine::RowPage items;
  TRY(read_fill_page(engine_, *table_, shard_index_, filled_below, items));
  if (items.size() == 0) return false;
  engine::Batch batch(shard);
  add_rows(*table_, items, batch);
  FAULT_POINT("store.before_expiry_fill_commit");
  TRY(to_api_result(engine_.commit({&batch, 1})));
  FAULT_POINT("store.after_expiry_fill_commit");
  return items.more();
}

}  // namespace basalt::store
