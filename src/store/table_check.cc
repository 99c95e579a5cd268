#include "store/table_check.h"

#include <algorithm>

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "store/change_record.h"
#include "store/collection_sizes.h"
#include "store/index_row_owner.h"
#include "store/item_flaw.h"
#include "store/printable_key.h"

namespace basalt::store {
namespace {

using Kind = RowDifference::Kind;

std::string figures(const ShardTally& tally) {
  return std::to_string(tally.items) + " of " + std::to_string(tally.bytes) + " bytes";
}

std::string what_is_wrong(const RowDifference& difference) {
  const auto say = [&](std::string_view of_kind) {
    const std::string_view how = difference.kind == Kind::kMissing   ? " is missing"
                                 : difference.kind == Kind::kDiffers ? " does not say what its item does"
                                                                     : " is of no item";
    return std::string(of_kind).append(how);
  };
  switch (difference.space.kind) {
    case DerivedSpace::Kind::kIndex:
      return say("an index row");
    case DerivedSpace::Kind::kExpiry:
      return say("an expiry row");
    case DerivedSpace::Kind::kCollections:
      break;
  }
  return difference.kind == Kind::kDiffers ? "an item collection's size is wrong" : say("an item collection's size");
}

uint64_t mixed(uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

}  // namespace

Finding finding_of(const Table& table, const RowDifference& difference) {
  std::string key = difference.item_key.empty() ? printable_row(difference.row) : difference.item_key;
  return {what_is_wrong(difference), table.name(), std::move(key), difference.space.name()};
}

Finding finding_of(const Table& table, const TallyDifference& difference) {
  const bool of_index = !difference.name.empty();
  std::string place = of_index ? difference.name + ", " : "";
  place.append("shard ").append(std::to_string(difference.shard.value)).append(": ");
  place.append(figures(difference.stored)).append(", counted ").append(figures(difference.counted));
  if (difference.counted.newest_timestamp > difference.stored.newest_timestamp) {
    place.append(", and something newer than the newest write");
  }
  return {of_index ? "an index's counters are wrong" : "a table's counters are wrong", table.name(), "",
          std::move(place)};
}

TableCheck::TableCheck(VerificationRun& run, const CheckedCatalog& catalog, const Table& table, DifferenceSink& sink)
    : run_(run), table_(table), sink_(sink), derived_(table, catalog) {
  const size_t shards = table.definition().shards.size();
  expected_.resize(derived_.spaces().size());
  counted_.resize(shards);
  entries_.assign(derived_.spaces().size(), std::vector<ShardTally>(shards));
}

void TableCheck::RowSum::add(std::string_view row, std::string_view content) {
  ++rows;
  sum += mixed(keys::partition_hash(row) ^ mixed(keys::partition_hash(content)));
}

RowsOf TableCheck::items() const {
  const uint64_t space = table_.definition().space.value;
  return {engine::KeySpace::kItems, keys::space_begin(space), keys::space_end(space)};
}

RowsOf TableCheck::rows_of(const DerivedSpace& space) const {
  return {engine::KeySpace::kIndexes, keys::space_begin(space.space.value), keys::space_end(space.space.value)};
}

engine::EngineResult<void> TableCheck::check() {
  run_.begin_stage("items", table_.name());
  if (!TRY(read_items())) return {};  // nothing can be said about what follows from items that were not seen
  if (broken_items_ == 0) TRY(compare_tallies());
  run_.begin_stage("indexes", table_.name());
  for (size_t space = 0; space < derived_.spaces().size() && !run_.ended(); ++space) TRY(compare_space(space));
  return {};
}

engine::EngineResult<bool> TableCheck::read_items() {
  const auto expect = [&](const DerivedRow& row) -> engine::EngineResult<void> {
    expected_[row.space].add(row.row, content_of(derived_.spaces()[row.space].kind, row.value));
    ShardTally& tally = entries_[row.space][row.shard_index];
    ++tally.items;
    tally.bytes += static_cast<int64_t>(row.size);
    return {};
  };
  const bool whole =
      TRY(run_.for_each_row(items(), [&](std::string_view row, std::string_view value) -> engine::EngineResult<void> {
        ++run_.counts().items;
        if (const auto flaw = flaw_of_item(table_, row, value)) {
          ++broken_items_;
          std::string key = is_stored_item(value) ? printable_key(table_, read_stored_item(value).item) : "";
          run_.report({std::string(*flaw), table_.name(), std::move(key), "row " + printable_row(row)});
          return {};
        }
        const StoredItem stored = read_stored_item(value);
        count_item(row, stored);
        return derived_.add_item(row, stored, expect);
      }));
  TRY(derived_.end_items(expect));
  return whole;
}

void TableCheck::count_item(std::string_view row, const StoredItem& stored) {
  ShardTally& tally = counted_[table_.shard_index_of(keys::row_hash(row))];
  ++tally.items;
  tally.bytes += static_cast<int64_t>(stored.size);
  tally.newest_timestamp = std::max(tally.newest_timestamp, stored.timestamp);
}

engine::EngineResult<void> TableCheck::compare_tallies() {
  for (size_t shard = 0; shard < counted_.size(); ++shard) {
    uint64_t& newest = counted_[shard].newest_timestamp;
    newest = std::max(newest, TRY(newest_record(shard)));  // of items that are gone, too
    TRY(compare_tally(table_.definition().space, "", shard, table_.state().shards[shard].tally.committed,
                      counted_[shard]));
    for (size_t i = 0; i < derived_.spaces().size(); ++i) {
      const DerivedSpace& space = derived_.spaces()[i];
      if (space.kind != DerivedSpace::Kind::kIndex) continue;
      TRY(compare_tally(space.space, space.name(), shard, space.index->state().shards[shard].tally.committed,
                        entries_[i][shard]));
    }
  }
  return {};
}

// The sequence of the shard's newest change record; 0: it has none.
engine::EngineResult<uint64_t> TableCheck::newest_record(size_t shard_index) {
  const engine::ShardId shard{table_.definition().shards[shard_index].id};
  const SpaceId space = table_.definition().space;
  const auto row = TRY(run_.first_row({engine::KeySpace::kLog, log_row(space, shard, 0),
                                       log_row(space, shard, UINT64_MAX), engine::Direction::kReverse}));
  constexpr size_t kSequencePlace = 16;
  if (!row || row->size() != kSequencePlace + 8) return uint64_t{0};
  return keys::read_u64(std::string_view(*row).substr(kSequencePlace));
}

engine::EngineResult<void> TableCheck::compare_tally(SpaceId space, const std::string& name, size_t shard_index,
                                                     const ShardTally& stored, const ShardTally& counted) {
  if (stored.items == counted.items && stored.bytes == counted.bytes &&
      stored.newest_timestamp >= counted.newest_timestamp) {
    return {};
  }
  return sink_.tally(table_,
                     {space, name, engine::ShardId{table_.definition().shards[shard_index].id}, stored, counted});
}

void TableCheck::count_row(DerivedSpace::Kind kind) {
  switch (kind) {
    case DerivedSpace::Kind::kIndex:
      ++run_.counts().index_rows;
      return;
    case DerivedSpace::Kind::kExpiry:
      ++run_.counts().expiry_rows;
      return;
    case DerivedSpace::Kind::kCollections:
      ++run_.counts().collection_rows;
  }
}

engine::EngineResult<void> TableCheck::compare_space(size_t index) {
  const DerivedSpace& space = derived_.spaces()[index];
  // The size of a broken item is not known.
  if (space.kind == DerivedSpace::Kind::kCollections && broken_items_ > 0) return {};
  RowSum found;
  const auto add = [&](std::string_view row, std::string_view value) -> engine::EngineResult<void> {
    count_row(space.kind);
    found.add(row, content_of(space.kind, value));
    return {};
  };
  if (!TRY(run_.for_each_row(rows_of(space), add))) return {};
  if (found == expected_[index]) return {};
  TRY(find_extra(space));
  return find_missing(index);
}

engine::EngineResult<void> TableCheck::find_extra(const DerivedSpace& space) {
  const auto look = [&](std::string_view row, std::string_view) -> engine::EngineResult<void> {
    std::string item_key;
    engine::ShardId shard{table_.definition().shards.front().id};
    if (TRY(belongs(space, row, item_key, shard))) return {};
    return sink_.row(table_, {Kind::kExtra, space, shard, row, {}, std::move(item_key)});
  };
  TRY(run_.for_each_row(rows_of(space), look));
  return {};
}

// Whether the item that the row is of has such a row, or is broken, so that nobody can tell.
engine::EngineResult<bool> TableCheck::belongs(const DerivedSpace& space, std::string_view row, std::string& item_key,
                                               engine::ShardId& shard) {
  if (space.kind == DerivedSpace::Kind::kCollections) return has_items(row);
  const auto owner = owner_of(table_, space, row);
  if (!owner) return false;
  shard = table_.shard_of(keys::row_hash(*owner));
  std::string value;
  if (!TRY(run_.get(engine::KeySpace::kItems, *owner, value))) return false;
  if (flaw_of_item(table_, *owner, value)) return true;
  const StoredItem stored = read_stored_item(value);
  item_key = printable_key(table_, stored.item);
  std::string expected;
  std::string expected_value;
  return derived_.row_of(space, *owner, stored, space.may_have_more, expected, expected_value) && expected == row;
}

engine::EngineResult<bool> TableCheck::has_items(std::string_view collection) {
  if (collection.size() <= keys::kRowPrefixSize || !CollectionSizes::counts(table_)) return false;
  const auto item = TRY(run_.first_row({engine::KeySpace::kItems, std::string(collection), ""}));
  return item && item->starts_with(collection);
}

engine::EngineResult<void> TableCheck::find_missing(size_t index) {
  const DerivedSpace& space = derived_.spaces()[index];
  std::string found;
  std::string item_key;
  const auto look = [&](const DerivedRow& row) -> engine::EngineResult<void> {
    if (row.space != index) return {};
    const bool there = TRY(run_.get(engine::KeySpace::kIndexes, row.row, found));
    if (there && content_of(space.kind, found) == content_of(space.kind, row.value)) return {};
    const engine::ShardId shard{table_.definition().shards[row.shard_index].id};
    return sink_.row(table_, {there ? Kind::kDiffers : Kind::kMissing, space, shard, row.row, row.value, item_key});
  };
  const auto add = [&](std::string_view row, std::string_view value) -> engine::EngineResult<void> {
    if (flaw_of_item(table_, row, value)) return {};
    const StoredItem stored = read_stored_item(value);
    // A collection's row comes with the item after it.
    item_key = space.kind == DerivedSpace::Kind::kCollections ? "" : printable_key(table_, stored.item);
    return derived_.add_item(row, stored, look);
  };
  TRY(run_.for_each_row(items(), add));
  return derived_.end_items(look);
}

}  // namespace basalt::store
