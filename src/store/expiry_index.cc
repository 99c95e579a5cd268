#include "basalt/store/expiry_index.h"

#include <algorithm>

#include "basalt/base/check.h"
#include "basalt/keys/key_layout.h"
#include "store/engine_errors.h"
#include "store/table_eraser.h"
#include "store/table_state.h"

namespace basalt::store {
namespace {

constexpr int kTenPowers = Decimal::kMaxDigits;

uint64_t space_of(const Table& table) {
  CHECK(table.definition().time_to_live.has_value());
  return table.definition().time_to_live->space.value;
}

// The whole part of a number that is not negative, when it has at most 63 bits.
std::optional<uint64_t> whole_part(const Decimal& number) {
  int64_t whole = 0;
  if (number.exponent() >= 0) return number.to_int64(whole) ? std::optional<uint64_t>(whole) : std::nullopt;
  unsigned __int128 coefficient = number.coefficient();
  for (int dropped = 0; dropped < std::min(-number.exponent(), kTenPowers); ++dropped) coefficient /= 10;
  if (coefficient > INT64_MAX) return std::nullopt;
  return static_cast<uint64_t>(coefficient);
}

}  // namespace

std::optional<uint64_t> expiry_seconds(const ItemView& item, std::string_view attribute_name) {
  const auto value = item.find(attribute_name);
  if (!value || value->type() != AttributeType::kNumber) return std::nullopt;
  const Decimal number = value->number();
  return number.is_negative() ? std::nullopt : whole_part(number);
}

uint64_t ExpiryPage::expires_seconds(size_t index) const { return keys::expiry_row_seconds(rows_.key(index)); }

ItemKey ExpiryPage::item_key(const Table& table, size_t index) const {
  ItemKey key{.row = keys::expiry_row_item(table.definition().space.value, rows_.key(index))};
  key.hash = keys::row_hash(key.row);
  return key;
}

std::string ExpiryIndex::position(const Table& table, uint64_t expires_seconds) {
  return keys::expiry_position(space_of(table), expires_seconds);
}

uint64_t ExpiryIndex::take_earliest(const Table& table) {
  return table.state().earliest_expiry.exchange(UINT64_MAX, std::memory_order_relaxed);
}

// The rows lie in the shards of their items, but in the order of expiry, not of hashes: an engine that needs the shard
// to find rows would be asked once for each of them.
ApiResult<void> ExpiryIndex::read(const Table& table, std::string_view begin, std::string_view end, size_t max_rows,
                                  ExpiryPage& page) const {
  CHECK(!engine_.capabilities().shared_by_processes);
  return to_api_result(engine_.scan({.shard = engine::ShardId{table.definition().shards.front().id},
                                     .space = engine::KeySpace::kIndexes,
                                     .begin = begin,
                                     .end = end,
                                     .max_rows = max_rows},
                                    {}, page.rows()));
}

ApiResult<void> ExpiryIndex::erase(const Table& table) const {
  CHECK(table.definition().time_to_live->status == TimeToLiveStatus::kDisabling);
  const auto batches = TRY(to_api_result(erase_index_rows(engine_, table, table.definition().time_to_live->space)));
  return to_api_result(engine_.commit(batches));
}

}  // namespace basalt::store
