#include "basalt/store/change_log.h"

#include "basalt/keys/key_layout.h"
#include "store/change_record.h"
#include "store/engine_errors.h"

namespace basalt::store {
namespace {

// No record ever has the greatest sequence, so it can stand as the exclusive end of a shard's log.
constexpr uint64_t kAfterAll = UINT64_MAX;

}  // namespace

ChangeRecord ChangePage::record(size_t index) const { return read_change_record(rows_.key(index), rows_.value(index)); }

ApiResult<void> ChangeLog::read(const Table& table, engine::ShardId shard, uint64_t from, const ChangeLimits& limits,
                                ChangePage& page) const {
  const SpaceId space = table.definition().space;
  const std::string begin = log_row(space, shard, from);
  const std::string end = log_row(space, shard, kAfterAll);
  return to_api_result(engine_.scan({.shard = shard,
                                     .space = engine::KeySpace::kLog,
                                     .begin = begin,
                                     .end = end,
                                     .max_rows = limits.max_records,
                                     .max_bytes = limits.max_bytes},
                                    {}, page.rows()));
}

ApiResult<std::optional<uint64_t>> ChangeLog::oldest(const Table& table, engine::ShardId shard) const {
  ChangePage page;
  TRY(read(table, shard, 0, {.max_records = 1}, page));
  if (page.size() == 0) return std::optional<uint64_t>();
  return std::optional<uint64_t>(page.record(0).sequence);
}

ApiResult<void> ChangeLog::trim(const Table& table, engine::ShardId shard, uint64_t below) const {
  const SpaceId space = table.definition().space;
  engine::Batch batch(shard);
  batch.erase_range(engine::KeySpace::kLog, log_row(space, shard, 0), log_row(space, shard, below));
  return to_api_result(engine_.commit({&batch, 1}));
}

}  // namespace basalt::store
