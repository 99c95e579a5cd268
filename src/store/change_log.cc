#include "basalt/store/change_log.h"

#include "basalt/base/fault_point.h"
#include "basalt/keys/key_layout.h"
#include "store/change_record.h"
#include "store/engine_errors.h"

namespace basalt::store {

ChangeRecord ChangePage::record(size_t index) const { return read_change_record(rows_.key(index), rows_.value(index)); }

uint64_t ChangeLog::horizon() const {
  const auto kept_since = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.wall_now() - retention_);
  return kept_since.count() <= 0 ? 0 : static_cast<uint64_t>(kept_since.count()) << 16;
}

ApiResult<void> ChangeLog::read(const Table& table, engine::ShardId shard, const ChangeRange& range,
                                const ChangeLimits& limits, ChangePage& page) const {
  const SpaceId space = table.definition().space;
  const std::string begin = log_row(space, shard, range.from);
  const std::string end = log_row(space, shard, range.to);
  TRY(to_api_result(engine_.scan({.shard = shard,
                                  .space = engine::KeySpace::kLog,
                                  .begin = begin,
                                  .end = end,
                                  .max_rows = limits.max_records,
                                  .max_bytes = limits.max_bytes},
                                 {}, page.rows())));
  hide_recent(page);
  return {};
}

ChangeLog ChangeLog::delayed(std::chrono::milliseconds lag) const {
  ChangeLog log = *this;
  log.lag_ = lag;
  return log;
}

void ChangeLog::hide_recent(ChangePage& page) const {
  page.hide_last(0);
  if (lag_.count() == 0) return;
  const auto seen_until = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.wall_now()) - lag_;
  size_t hidden = 0;
  while (page.rows().size() > hidden && page.record(page.rows().size() - hidden - 1).written() > seen_until) {
    ++hidden;
  }
  page.hide_last(hidden);
}

ApiResult<std::optional<uint64_t>> ChangeLog::oldest(const Table& table, engine::ShardId shard) const {
  return outermost(table, shard, engine::Direction::kForward);
}

ApiResult<std::optional<uint64_t>> ChangeLog::newest(const Table& table, engine::ShardId shard) const {
  return outermost(table, shard, engine::Direction::kReverse);
}

// The first record in the direction.
ApiResult<std::optional<uint64_t>> ChangeLog::outermost(const Table& table, engine::ShardId shard,
                                                        engine::Direction direction) const {
  const SpaceId space = table.definition().space;
  const std::string begin = log_row(space, shard, 0);
  const std::string end = log_row(space, shard, ChangeRange{}.to);
  ChangePage page;
  TRY(to_api_result(engine_.scan({.shard = shard,
                                  .space = engine::KeySpace::kLog,
                                  .begin = begin,
                                  .end = end,
                                  .direction = direction,
                                  .max_rows = 1},
                                 {}, page.rows())));
  if (page.size() == 0) return std::optional<uint64_t>();
  return std::optional<uint64_t>(page.record(0).sequence);
}

ApiResult<void> ChangeLog::trim(const Table& table, engine::ShardId shard, uint64_t below) const {
  const SpaceId space = table.definition().space;
  engine::Batch batch(shard);
  batch.erase_range(engine::KeySpace::kLog, log_row(space, shard, 0), log_row(space, shard, below));
  FAULT_POINT("change_log.before_trim");
  TRY(to_api_result(engine_.commit({&batch, 1})));
  FAULT_POINT("change_log.after_trim");
  return {};
}

}  // namespace basalt::store
