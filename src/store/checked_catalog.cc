#include "store/checked_catalog.h"

#include <algorithm>

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "store/definition_flaw.h"
#include "store/printable_key.h"
#include "store/shard_places.h"
#include "store/table_definition_json.h"
#include "store/transaction_tokens.h"

namespace basalt::store {
namespace {

constexpr std::string_view kPlace = "catalog";
constexpr size_t kIdsBytes = 16;
constexpr size_t kTallyBytes = 24;

Finding finding(std::string what, std::string table, std::string key) {
  return {std::move(what), std::move(table), std::move(key), std::string(kPlace)};
}

// The name at the end of a table's row.
std::string name_of_row(std::string_view row) {
  const size_t separator = row.find('\0');
  return separator == std::string_view::npos ? printable_row(row) : std::string(row.substr(separator + 1));
}

// Every index there is, those that are being deleted too, and the expiry index.
std::vector<SpaceId> index_spaces(const TableDefinition& definition) {
  std::vector<SpaceId> spaces;
  for (const LocalIndex& index : definition.local_indexes) spaces.push_back(index.space);
  for (const GlobalIndex& index : definition.global_indexes) spaces.push_back(index.space);
  if (definition.time_to_live) spaces.push_back(definition.time_to_live->space);
  return spaces;
}

}  // namespace

engine::EngineResult<CheckedCatalog> CheckedCatalog::read(VerificationRun& run) {
  run.begin_stage("catalog");
  CheckedCatalog catalog;
  const auto add_table = [&](std::string_view row, std::string_view document) -> engine::EngineResult<void> {
    catalog.add_table(run, row, document);
    return {};
  };
  const RowsOf definitions{engine::KeySpace::kMeta, std::string(kTablePrefix), keys::prefix_end(kTablePrefix)};
  catalog.whole_ = TRY(run.for_each_row(definitions, add_table)) && catalog.whole_;
  const auto check_row = [&](std::string_view row, std::string_view value) -> engine::EngineResult<void> {
    catalog.check_row(run, row, value);
    return {};
  };
  TRY(run.for_each_row({engine::KeySpace::kMeta, "", ""}, check_row));
  std::string ids;
  if (!catalog.tables_.empty() && !TRY(run.get(engine::KeySpace::kMeta, kIdsRow, ids))) {
    run.report(finding("the next ids are missing", "", ""));
  }
  run.counts().tables = catalog.tables_.size();
  return catalog;
}

const SpaceUse* CheckedCatalog::use_of(SpaceId space) const {
  const auto found = spaces_.find(space.value);
  return found == spaces_.end() ? nullptr : &found->second;
}

const std::string& CheckedCatalog::expiry_filled_below(SpaceId space, engine::ShardId shard) const {
  static const std::string kNothing;
  const auto found = expiry_fills_.find({space.value, shard.value});
  return found == expiry_fills_.end() ? kNothing : found->second;
}

void CheckedCatalog::add_table(VerificationRun& run, std::string_view row, std::string_view document) {
  const auto refuse = [&](std::string what, const std::string& why) {
    whole_ = false;
    Finding refused = finding(std::move(what), name_of_row(row), "");
    refused.place.append(": ").append(why);
    run.report(std::move(refused));
  };
  auto definition = read_table_definition(document);
  if (!definition.ok()) return refuse("a table's definition cannot be read", definition.error());
  if (const auto flaw = flaw_of(*definition)) return refuse("a table's definition is broken", *flaw);
  if (row != table_row(definition->scope, definition->name)) {
    return refuse("a table's definition is broken", "it stands under another name");
  }
  auto state = std::make_shared<TableState>(definition->shards.size());
  const auto table = std::make_shared<const Table>(std::move(definition).value(), std::move(state), 1);
  add_space(run, table->definition().space, {table, true});
  for (const SpaceId space : index_spaces(table->definition())) add_space(run, space, {table, false});
  for (const ShardDefinition& shard : table->definition().shards) {
    if (shards_.emplace(shard.id, table).second) continue;
    run.report(finding("two tables have the same shard", table->name(), std::to_string(shard.id)));
  }
  tables_.push_back(table);
}

void CheckedCatalog::add_space(VerificationRun& run, SpaceId space, SpaceUse use) {
  const std::string table = use.table->name();
  if (spaces_.emplace(space.value, std::move(use)).second) return;
  run.report(finding("two tables have the same space", table, std::to_string(space.value)));
}

void CheckedCatalog::check_row(VerificationRun& run, std::string_view row, std::string_view value) {
  if (row.starts_with(kTablePrefix)) return;
  if (row.starts_with(kTallyPrefix) || row.starts_with(kFillPrefix)) return load_figure(run, row, value);
  if (row == kIdsRow) return check_ids(run, value);
  if (row == kSealRow) {
    if (value.size() == 8) return;
    return run.report(finding("the seal of the change log cannot be read", "", printable_row(value)));
  }
  if (!row.starts_with(kTokenPrefix)) return run.report(finding("a row of an unknown kind", "", printable_row(row)));
  ++run.counts().tokens;
  if (!TransactionTokens::is_sound(row, value)) {
    run.report(finding("a transaction's token cannot be read", "", printable_row(row)));
  }
}

void CheckedCatalog::check_ids(VerificationRun& run, std::string_view value) {
  if (value.size() != kIdsBytes) return run.report(finding("the next ids cannot be read", "", printable_row(value)));
  const NextIds next = decode_ids(value);
  const auto is_given = [](uint64_t below) { return [below](const auto& used) { return used.first < below; }; };
  if (std::all_of(spaces_.begin(), spaces_.end(), is_given(next.space)) &&
      std::all_of(shards_.begin(), shards_.end(), is_given(next.shard))) {
    return;
  }
  run.report(finding("an id that is in use would be given again", "", printable_row(value)));
}

// Makes what is stored of a shard part of the table's state, as opening a store does.
void CheckedCatalog::load_figure(VerificationRun& run, std::string_view row, std::string_view value) {
  const bool is_tally = row.starts_with(kTallyPrefix);
  const size_t prefix = is_tally ? kTallyPrefix.size() : kFillPrefix.size();
  if (row.size() != prefix + 16 || (is_tally && value.size() < kTallyBytes)) {
    return run.report(finding("a shard's figures cannot be read", "", printable_row(row)));
  }
  const ShardOfSpace of = shard_of_row(row);
  const SpaceUse* const use = use_of(of.space);
  const auto shard = shards_.find(of.shard.value);
  if (use == nullptr || shard == shards_.end() || shard->second != use->table) {
    if (!whole_) return;
    return run.report(finding("figures of a shard that belongs to no table", "", printable_row(row)));
  }
  const ShardPlaces::Place place = ShardPlaces({use->table}).find(of);
  if (is_tally) {
    if (place.tally == nullptr) return;  // an index that is being deleted
    settle(*place.tally, decode_tally(value), *place.counters);
    if (place.index_shard != nullptr || use->of_items)
      run.expect_rows(static_cast<uint64_t>(std::max(decode_tally(value).items, int64_t{0})));
  } else if (place.index_shard == nullptr) {
    expiry_fills_[{of.space.value, of.shard.value}] = value;
  } else if (place.index_shard->filled_below) {
    place.index_shard->filled_below = value;
  }
}

}  // namespace basalt::store
