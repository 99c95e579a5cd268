#include "basalt/store/table.h"

#include <algorithm>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/keys/key_layout.h"
#include "store/table_state.h"

namespace basalt::store {
namespace {

KeyCounting counting_of(TableState& state, SpaceId space, const KeySchema& schema,
                        const std::optional<ContributorInsights>& wanted) {
  if (!wanted || !wanted->enabled) return {};
  const KeyShape shape{schema.partition.size(), schema.sort.size()};
  return {state.insights(space, wanted->enabled_ms, shape),
          wanted->mode == ContributorInsightsMode::kAccessedAndThrottledKeys};
}

}  // namespace

Table::Table(TableDefinition definition, std::shared_ptr<TableState> state, uint64_t revision)
    : definition_(std::move(definition)), state_(std::move(state)), revision_(revision) {
  const auto key_attribute = [this](const std::string& name) {
    const AttributeDefinition* defined = attribute(name);
    CHECK(defined != nullptr);
    return KeyAttribute{name, defined->type};
  };
  CHECK(definition_.key_schema.partition.size() == 1);
  CHECK(!definition_.shards.empty() && definition_.shards.front().first_hash == 0);
  partition_key_ = key_attribute(definition_.key_schema.partition.front());
  if (!definition_.key_schema.sort.empty()) sort_key_ = key_attribute(definition_.key_schema.sort.front());
  key_counting_ = counting_of(*state_, definition_.space, definition_.key_schema, definition_.insights);
  counts_keys_ = key_counting_.insights != nullptr;
  for (const LocalIndex& index : definition_.local_indexes) {
    indexes_.emplace_back(definition_, index, state_->index_state(index.space, true));
  }
  for (const GlobalIndex& index : definition_.global_indexes) {
    if (index.status == IndexStatus::kDeleting) continue;
    const bool filled = index.status != IndexStatus::kCreating;
    KeyCounting counting = counting_of(*state_, index.space, index.key_schema, index.insights);
    counts_keys_ = counts_keys_ || counting.insights != nullptr;
    indexes_.emplace_back(definition_, index, state_->index_state(index.space, filled), std::move(counting));
  }
}

const TableCounters& Table::counters() const { return state_->counters; }

const IndexLayout* Table::index(std::string_view name) const {
  const auto found =
      std::find_if(indexes_.begin(), indexes_.end(), [&](const IndexLayout& index) { return index.name() == name; });
  return found == indexes_.end() ? nullptr : &*found;
}

bool Table::is_key(std::string_view attribute) const {
  return attribute == partition_key_.name || (sort_key() != nullptr && attribute == sort_key_.name);
}

const AttributeDefinition* Table::attribute(std::string_view name) const {
  for (const AttributeDefinition& defined : definition_.attribute_definitions) {
    if (defined.name == name) return &defined;
  }
  return nullptr;
}

ItemKey Table::key_of(const Item& item) const {
  const AttributeValue* partition = item.find(partition_key_.name);
  CHECK(partition != nullptr);
  return key_of(*partition, sort_key() == nullptr ? nullptr : item.find(sort_key_.name));
}

ItemKey Table::key_of(const ItemView& item) const {
  const std::optional<ValueView> partition = item.find(partition_key_.name);
  CHECK(partition.has_value());
  const std::optional<ValueView> sort = sort_key() == nullptr ? std::nullopt : item.find(sort_key_.name);
  return key_of(*partition, sort ? &*sort : nullptr);
}

ItemKey Table::key_of(const AttributeValue& partition, const AttributeValue* sort) const {
  return key_of_values(partition, sort);
}

ItemKey Table::key_of(const ValueView& partition, const ValueView* sort) const {
  return key_of_values(partition, sort);
}

template <class Value>
ItemKey Table::key_of_values(const Value& partition, const Value* sort) const {
  CHECK(partition.type() == partition_key_.type && (sort != nullptr) == (sort_key() != nullptr));
  CHECK(sort == nullptr || sort->type() == sort_key_.type);
  ItemKey key{.row = keys::item_row(definition_.space.value, partition, sort)};
  key.hash = keys::row_hash(key.row);
  return key;
}

size_t Table::shard_index_of(uint64_t hash) const {
  const auto& shards = definition_.shards;
  const auto after = std::upper_bound(shards.begin(), shards.end(), hash,
                                      [](uint64_t sought, const auto& shard) { return sought < shard.first_hash; });
  return static_cast<size_t>(after - shards.begin()) - 1;
}

engine::ShardId Table::shard_of(uint64_t hash) const {
  return engine::ShardId{definition_.shards[shard_index_of(hash)].id};
}

}  // namespace basalt::store
