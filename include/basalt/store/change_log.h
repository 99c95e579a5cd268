// ChangeLog: what changed in the tables that something reads the changes of, per shard, in commit order.
//
// A record is written in the item's own batch by the shard writer, for tables with a stream; its sequence is the
// write's hybrid timestamp, so it grows strictly within a shard and carries the time. Bytes: docs/stream-log.md.
// Any thread; every call may wait for the disk.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "basalt/base/clock.h"
#include "basalt/engine/row_page.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/store/write_plan.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

// On disk by this number: pinned.
enum class ChangeKind : uint8_t { kInsert = 1, kModify = 2, kRemove = 3 };

// One record; views into the page it came from.
struct ChangeRecord {
  uint64_t sequence = 0;
  ChangeKind kind = ChangeKind::kInsert;
  ItemView keys;        // the item's key attributes
  size_t old_size = 0;  // bytes as DynamoDB counts them, whether or not the image is there; 0: no old item
  size_t new_size = 0;
  std::optional<ItemView> old_image;  // as the stream's view type asks
  std::optional<ItemView> new_image;
  ChangeOrigin origin = ChangeOrigin::kUser;

  std::chrono::milliseconds written() const { return std::chrono::milliseconds(sequence >> 16); }  // since the epoch
};

// Records of one page. Reused by its owner; views live until the next read.
class ChangePage {
 public:
  size_t size() const { return rows_.size() - hidden_; }
  ChangeRecord record(size_t index) const;
  // Whether records after the last one were there at the time of the read.
  bool more() const { return rows_.more() || hidden_ > 0; }
  engine::RowPage& rows() { return rows_; }
  // Leaves the page without its last records. For the change log.
  void hide_last(size_t count) { hidden_ = count; }

 private:
  engine::RowPage rows_;
  size_t hidden_ = 0;
};

// Records with from <= sequence < to.
struct ChangeRange {
  uint64_t from = 0;
  uint64_t to = UINT64_MAX;  // no record ever has the greatest sequence
};

struct ChangeLimits {
  size_t max_records = 1000;
  size_t max_bytes = size_t{1} << 20;  // of stored bytes
};

class ChangeLog {
 public:
  // The engine and the clock must outlive it.
  ChangeLog(engine::StorageEngine& engine, const Clock& clock, std::chrono::seconds retention)
      : engine_(engine), clock_(clock), retention_(retention) {}

  // The same, seen as if records took this long to appear in read.
  ChangeLog delayed(std::chrono::milliseconds lag) const;

  // Records with lower sequences are past their retention, whether or not they are gone already.
  uint64_t horizon() const;
  // Records of the shard, oldest first.
  ApiResult<void> read(const Table& table, engine::ShardId shard, const ChangeRange& range, const ChangeLimits& limits,
                       ChangePage& page) const;
  // Sequence of the shard's oldest or newest record; nullopt when it has none.
  ApiResult<std::optional<uint64_t>> oldest(const Table& table, engine::ShardId shard) const;
  ApiResult<std::optional<uint64_t>> newest(const Table& table, engine::ShardId shard) const;
  // Forgets the shard's records with sequence < below, durably.
  ApiResult<void> trim(const Table& table, engine::ShardId shard, uint64_t below) const;

 private:
  ApiResult<std::optional<uint64_t>> outermost(const Table& table, engine::ShardId shard,
                                               engine::Direction direction) const;
  void hide_recent(ChangePage& page) const;

  engine::StorageEngine& engine_;
  const Clock& clock_;
  const std::chrono::seconds retention_;
  std::chrono::milliseconds lag_{0};
};

}  // namespace basalt::store
