// Reading items: by key, many by key, and in ranges. What a stored row looks like is known only here and to the
// shard writer: version:byte timestamp:u64 item_size:u32 item (item_codec.h); integers big-endian. Fixed widths, so
// that the item's place is known without looking.
//
// Any thread; with ReadTier::kAll a call may wait for the disk. Engine errors become ApiErrors here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/check.h"
#include "basalt/engine/row_page.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

// A view of one stored row's value.
struct StoredItem {
  uint64_t timestamp = 0;  // hybrid logical clock of its last write
  size_t size = 0;         // bytes as DynamoDB counts them
  ItemView item;
};
// CHECKs the structure: rows come from the engine, behind its checksums.
inline StoredItem read_stored_item(std::string_view row_value);

enum class ReadOutcome { kFound, kMissing, kNotCached };

// A range of the rows of a table or of one of its indexes. begin is a row or a position made by keys/key_layout.h.
struct RowRange {
  std::string begin;
  std::string end;                     // exclusive
  const IndexLayout* index = nullptr;  // null: the table's own rows
  uint64_t appetite = 0;               // of visitors, as in engine::KeyRange
};

// Items of one page, or entries of an index. Reused by its owner; views live until the next read.
class ItemPage {
 public:
  size_t size() const { return rows_.size(); }
  std::string_view row_key(size_t index) const { return rows_.key(index); }
  StoredItem item(size_t index) const { return read_stored_item(rows_.value(index)); }
  // Whether the range may have more rows after the last one.
  bool more() const { return rows_.more(); }
  engine::RowPage& rows() { return rows_; }

 private:
  engine::RowPage rows_;
};

struct PageLimits {
  size_t max_rows = 1024;
  size_t max_bytes = size_t{1} << 20;  // of stored bytes
};

class ItemReader {
 public:
  explicit ItemReader(engine::StorageEngine& engine) : engine_(engine) {}

  // buffer holds the row's value when kFound (read_stored_item). kNotCached only for ReadTier::kMemory.
  ApiResult<ReadOutcome> get(const Table& table, const ItemKey& key, const engine::ReadOptions& options,
                             std::string& buffer) const;
  // values[i] is the row's value of keys[i], or nullopt. All keys are of one table.
  ApiResult<void> multi_get(const Table& table, std::span<const ItemKey> keys, const engine::ReadOptions& options,
                            std::span<std::optional<std::string>> values) const;
  // One page of a range that may span shards; page.more() tells whether to go on after its last row (before it, in
  // reverse). A page is empty only when the range has no more rows; it may end early where a shard does. False only for
  // ReadTier::kMemory: the rows are not all in memory, and the page holds none.
  ApiResult<bool> read_page(const Table& table, const RowRange& range, engine::Direction direction,
                            const PageLimits& limits, const engine::ReadOptions& options, ItemPage& page) const;
  // Shows visitor the rows of a range, in every shard it spans, until it has enough. False only for ReadTier::kMemory:
  // the rows are not all in memory, and it has seen some of them.
  ApiResult<bool> visit(const Table& table, const RowRange& range, engine::Direction direction,
                        const engine::ReadOptions& options, engine::RowVisitor& visitor) const;

 private:
  engine::StorageEngine& engine_;
};

inline constexpr char kStoredItemVersion = 1;
inline constexpr size_t kStoredItemPrefixSize = 1 + 8 + 4;

inline StoredItem read_stored_item(std::string_view row_value) {
  CHECK(row_value.size() > kStoredItemPrefixSize && row_value[0] == kStoredItemVersion);
  const auto byte = [&](size_t place) { return uint32_t{static_cast<unsigned char>(row_value[place])}; };
  const auto u32 = [&](size_t place) {
    return byte(place) << 24 | byte(place + 1) << 16 | byte(place + 2) << 8 | byte(place + 3);
  };
  return {.timestamp = uint64_t{u32(1)} << 32 | u32(5),
          .size = u32(9),
          .item = ItemView(row_value.substr(kStoredItemPrefixSize))};
}

}  // namespace basalt::store
