#include "basalt/store/time_to_live.h"

#include <vector>

#include "basalt/base/check.h"
#include "basalt/base/fault_point.h"
#include "basalt/store/expiry_index.h"
#include "store/catalog_rows.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

// Changes the table's settings unless they are others by now.
template <class Change>
ApiResult<void> settle(Catalog& catalog, const Table& table, const Change& change) {
  const TimeToLiveSettings& expected = *table.definition().time_to_live;
  const auto edit = [&](const Table&, TableDefinition& definition) -> ApiResult<void> {
    auto& settings = definition.time_to_live;
    if (settings && settings->space == expected.space && settings->status == expected.status) change(settings);
    return {};
  };
  TRY(catalog.edit(table, edit));
  return {};
}

}  // namespace

ApiResult<void> finish_enabling(engine::StorageEngine& engine, Catalog& catalog, const Table& table) {
  CHECK(table.definition().time_to_live && table.definition().time_to_live->status == TimeToLiveStatus::kEnabling);
  // Should it end in between, the index is filled once more.
  std::vector<engine::Batch> batches;
  for (const ShardDefinition& shard : table.definition().shards) {
    engine::Batch& batch = batches.emplace_back(engine::ShardId{shard.id});
    batch.erase(engine::KeySpace::kMeta, fill_row(table.definition().time_to_live->space, batch.shard()));
  }
  FAULT_POINT("time_to_live.before_fill_forgotten");
  TRY(to_api_result(engine.commit(batches)));
  FAULT_POINT("time_to_live.before_enabled");
  return settle(catalog, table,
                [](std::optional<TimeToLiveSettings>& settings) { settings->status = TimeToLiveStatus::kEnabled; });
}

ApiResult<void> finish_disabling(engine::StorageEngine& engine, Catalog& catalog, const Table& table) {
  TRY(ExpiryIndex(engine).erase(table));
  FAULT_POINT("time_to_live.before_disabled");
  return settle(catalog, table, [](std::optional<TimeToLiveSettings>& settings) { settings.reset(); });
}

}  // namespace basalt::store
