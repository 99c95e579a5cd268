// ExpiryIndex: which items of a table with TTL expire when. A row per item whose TTL attribute is a Number of seconds
// that can come, written in the item's own batch by the shard writer (docs/key-format.md), so it is true at any time.
//
// Any thread; read and erase may wait for the disk.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/engine/row_page.h"
#include "basalt/engine/storage_engine.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/value/item_codec.h"

namespace basalt::store {

// Seconds since the epoch at which the item expires: its TTL attribute, without a fraction. nullopt when it never
// does: the attribute is missing or no Number, is negative, or lies beyond 63 bits.
std::optional<uint64_t> expiry_seconds(const ItemView& item, std::string_view attribute_name);

// Of one page, in the order of expiry. Reused by its owner.
class ExpiryPage {
 public:
  size_t size() const { return rows_.size(); }
  uint64_t expires_seconds(size_t index) const;
  // The item's key in this table, whose expiry index was read.
  ItemKey item_key(const Table& table, size_t index) const;
  // Where to go on after the last row of a page that is not empty.
  std::string next() const { return std::string(rows_.key(rows_.size() - 1)) + '\0'; }
  bool more() const { return rows_.more(); }
  engine::RowPage& rows() { return rows_; }

 private:
  engine::RowPage rows_;
};

class ExpiryIndex {
 public:
  explicit ExpiryIndex(engine::StorageEngine& engine) : engine_(engine) {}

  // Where the rows of items that expire at the moment or later begin. The table has TTL settings (CHECKed), here and
  // below.
  static std::string position(const Table& table, uint64_t expires_seconds);
  // Rows from begin to before end (positions, or a page's next).
  ApiResult<void> read(const Table& table, std::string_view begin, std::string_view end, size_t max_rows,
                       ExpiryPage& page) const;
  // The least moment of all rows that writes have added since the last call, UINT64_MAX when they added none; so that a
  // reader who keeps up need not look at the past again. Rows are counted just before their commit.
  static uint64_t take_earliest(const Table& table);
  // Erases all rows of the settings' space. No writer may add any: their status is kDisabling.
  ApiResult<void> erase(const Table& table) const;

 private:
  engine::StorageEngine& engine_;
};

}  // namespace basalt::store
