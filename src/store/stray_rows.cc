#include "store/stray_rows.h"

#include <algorithm>
#include <array>

#include "basalt/keys/key_codec.h"
#include "basalt/keys/key_layout.h"
#include "store/printable_key.h"

namespace basalt::store {
namespace {

constexpr size_t kLogPrefixSize = 16;  // space and shard

// What rows of the key space must begin with to belong together.
size_t prefix_size(engine::KeySpace space) {
  return space == engine::KeySpace::kLog ? kLogPrefixSize : keys::kSpacePrefixSize;
}

bool is_known(const CheckedCatalog& catalog, engine::KeySpace space, std::string_view prefix) {
  if (prefix.size() < prefix_size(space)) return false;
  const SpaceUse* const use = catalog.use_of(SpaceId{keys::read_u64(prefix)});
  if (use == nullptr) return false;
  if (space == engine::KeySpace::kIndexes) return true;
  if (!use->of_items) return false;
  if (space == engine::KeySpace::kItems) return true;
  const uint64_t shard = keys::read_u64(prefix.substr(keys::kSpacePrefixSize));
  const auto& shards = use->table->definition().shards;
  return std::any_of(shards.begin(), shards.end(), [&](const ShardDefinition& known) { return known.id == shard; });
}

}  // namespace

engine::EngineResult<void> find_stray_rows(VerificationRun& run, const CheckedCatalog& catalog,
                                           const std::function<engine::EngineResult<void>(const StrayRows&)>& visit) {
  run.begin_stage("leftovers");
  for (const auto space : {engine::KeySpace::kItems, engine::KeySpace::kIndexes, engine::KeySpace::kLog}) {
    std::string begin;
    while (run.go_on(0)) {
      const auto row = TRY(run.first_row({space, begin, ""}));
      if (!row) break;
      const std::string_view prefix = std::string_view(*row).substr(0, std::min(row->size(), prefix_size(space)));
      std::string end = keys::prefix_end(prefix);
      if (!is_known(catalog, space, prefix)) TRY(visit({space, *row, end}));
      if (end.empty()) break;
      begin = std::move(end);
    }
  }
  return {};
}

Finding finding_of(const StrayRows& stray) {
  const auto what = [&] {
    switch (stray.space) {
      case engine::KeySpace::kItems:
        return "items that belong to no table";
      case engine::KeySpace::kIndexes:
        return "index rows that belong to no table";
      case engine::KeySpace::kMeta:
      case engine::KeySpace::kLog:
        break;
    }
    return "change records that belong to no table";
  };
  return {what(), "", printable_row(stray.begin), "the first of them"};
}

}  // namespace basalt::store
