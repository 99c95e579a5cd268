#include "operations/index_update.h"

#include <algorithm>

#include "basalt/operations/table_description.h"
#include "operations/table_settings.h"

namespace basalt::operations {
namespace {

const std::string& name_of(const IndexUpdate& update) {
  if (update.create) return update.create->name;
  return update.update ? update.update->name : *update.delete_name;
}

store::GlobalIndex* find_index(store::TableDefinition& definition, std::string_view name) {
  const auto at = std::find_if(definition.global_indexes.begin(), definition.global_indexes.end(),
                               [&](const store::GlobalIndex& index) { return index.name == name; });
  return at == definition.global_indexes.end() ? nullptr : &*at;
}

bool has_local_index(const store::TableDefinition& definition, std::string_view name) {
  return std::any_of(definition.local_indexes.begin(), definition.local_indexes.end(),
                     [&](const store::LocalIndex& index) { return index.name == name; });
}

// The definition's own attributes and those the request adds.
std::vector<store::AttributeDefinition> all_definitions(const store::TableDefinition& definition, Definitions added) {
  auto all = definition.attribute_definitions;
  for (const store::AttributeDefinition& attribute : added) {
    const bool known = std::any_of(
        all.begin(), all.end(), [&](const store::AttributeDefinition& other) { return other.name == attribute.name; });
    if (!known) all.push_back(attribute);
  }
  return all;
}

bool is_used(const store::KeySchema& key, const std::string& name) {
  const auto in = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return in(key.partition) || in(key.sort);
}

// Attribute definitions go with the last key that uses them.
void drop_unused_definitions(store::TableDefinition& definition) {
  std::erase_if(definition.attribute_definitions, [&](const store::AttributeDefinition& attribute) {
    const auto used_by = [&](const auto& index) { return is_used(index.key_schema, attribute.name); };
    const auto used_by_living = [&](const store::GlobalIndex& index) {
      return index.status != store::IndexStatus::kDeleting && used_by(index);
    };
    return !is_used(definition.key_schema, attribute.name) &&
           std::none_of(definition.local_indexes.begin(), definition.local_indexes.end(), used_by) &&
           std::none_of(definition.global_indexes.begin(), definition.global_indexes.end(), used_by_living);
  });
}

// An index can be deleted while it is still being filled.
bool deletes_half_made(const std::vector<IndexUpdate>& updates, const store::GlobalIndex& index) {
  return index.status == store::IndexStatus::kCreating &&
         std::any_of(updates.begin(), updates.end(),
                     [&](const IndexUpdate& update) { return update.delete_name == index.name; });
}

ApiResult<void> create_index(const GlobalIndexParameter& parameter, Definitions added,
                             store::TableDefinition& definition) {
  if (find_index(definition, parameter.name) != nullptr || has_local_index(definition, parameter.name)) {
    return Failure{ApiError::validation("Attempting to create an index which already exists")};
  }
  if (definition.global_indexes.size() >= kMaxGlobalIndexes) {
    return Failure{
        ApiError::limit_exceeded("Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the "
                                 "per-table limit of " +
                                 std::to_string(kMaxGlobalIndexes))};
  }
  // The request itself must define the new index's keys, those that the table has defined already too; what it says of
  // the latter then counts for nothing.
  IndexChecks checks({}, added);
  TRY(checks.global(parameter, definition.billing_mode));
  definition.attribute_definitions = all_definitions(definition, added);
  store::GlobalIndex& index = definition.global_indexes.emplace_back(global_index_of(parameter));
  // The store fills it from the items there are, and makes it ACTIVE.
  index.status = store::IndexStatus::kCreating;
  drop_unused_definitions(definition);
  return {};
}

ApiResult<void> delete_index(const std::string& name, store::TableDefinition& definition) {
  if (has_local_index(definition, name)) {
    return Failure{ApiError::validation("Cannot delete an index that is not a GlobalSecondaryIndex: " + name)};
  }
  store::GlobalIndex* index = find_index(definition, name);
  if (index == nullptr) return Failure{ApiError::requested_resource_not_found()};
  // The store erases its rows, and then the index.
  index->status = store::IndexStatus::kDeleting;
  index->backfilling = false;
  drop_unused_definitions(definition);
  return {};
}

ApiResult<void> update_throughput(const ThroughputParameter& wanted, double now, store::BillingMode billing,
                                  store::GlobalIndex& index) {
  if (billing == store::BillingMode::kPayPerRequest) {
    return Failure{invalid_parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: " +
                                     index.name + " when BillingMode is PAY_PER_REQUEST")};
  }
  const store::Throughput& current = index.throughput;
  if (wanted.read_units == current.read_units && wanted.write_units == current.write_units) {
    const auto figures = [](std::string_view member, int64_t units, int64_t requested) {
      return "Current " + std::string(member) + " provisioned for the index: " + std::to_string(units) +
             ". Requested " + std::string(member) + ": " + std::to_string(requested) + ". ";
    };
    return Failure{ApiError::validation(
        "The provisioned throughput for the index " + index.name +
        " will not change. The requested value equals the current value. " +
        figures("ReadCapacityUnits", current.read_units, wanted.read_units) +
        figures("WriteCapacityUnits", current.write_units, wanted.write_units) +
        "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.")};
  }
  set_throughput(wanted, now, index.throughput);
  return {};
}

ApiResult<void> update_index(const IndexUpdate::Update& update, double now, store::TableDefinition& definition) {
  constexpr int64_t kMaxIndexUnits = 1'000'000'000'000;
  if (update.throughput && std::max(update.throughput->read_units, update.throughput->write_units) > kMaxIndexUnits) {
    return Failure{ApiError::validation(
        "This operation cannot be performed with given input values. Please contact DynamoDB service team for more "
        "info: Action Blocked: IndexUpdate")};
  }
  if (has_local_index(definition, update.name)) {
    return Failure{ApiError::validation("Cannot update an index that is not a GlobalSecondaryIndex: " + update.name)};
  }
  store::GlobalIndex* index = find_index(definition, update.name);
  if (index == nullptr) return Failure{ApiError::requested_resource_not_found()};
  const ThroughputOwner owner{update.name};
  if (update.throughput) TRY(update_throughput(*update.throughput, now, definition.billing_mode, *index));
  if (update.on_demand) {
    TRY(check_on_demand(*update.on_demand, definition.billing_mode, owner, true));
    index->on_demand = on_demand_of(*update.on_demand, index->on_demand);
  }
  return update.warm ? raise_warm_throughput(*update.warm, owner, index->warm) : ApiResult<void>{};
}

}  // namespace

void set_throughput(const ThroughputParameter& wanted, double now, store::Throughput& throughput) {
  const bool lower = wanted.read_units < throughput.read_units || wanted.write_units < throughput.write_units;
  const bool higher = wanted.read_units > throughput.read_units || wanted.write_units > throughput.write_units;
  if (higher) throughput.last_increase_seconds = now;
  if (lower) {
    throughput.decreases_today = decreases_today(throughput, now) + 1;
    throughput.last_decrease_seconds = now;
  }
  throughput.read_units = wanted.read_units;
  throughput.write_units = wanted.write_units;
}

ApiResult<void> raise_warm_throughput(const WarmThroughputParameter& wanted, const ThroughputOwner& owner,
                                      store::WarmThroughput& warm) {
  const auto raise = [&](const std::optional<int64_t>& units, std::string_view member,
                         int64_t& current) -> ApiResult<void> {
    if (!units) return {};
    if (*units < current) {
      return Failure{invalid_parameter("Requested " + std::string(member) + " for WarmThroughput for " +
                                       (owner.index ? "index " + *owner.index : "table") +
                                       " is lower than current WarmThroughput, decreasing WarmThroughput is not "
                                       "supported")};
    }
    current = *units;
    return {};
  };
  TRY(raise(wanted.read_units_per_second, "ReadUnitsPerSecond", warm.read_units_per_second));
  return raise(wanted.write_units_per_second, "WriteUnitsPerSecond", warm.write_units_per_second);
}

ApiResult<void> check_index_updates(const std::vector<IndexUpdate>& updates) {
  std::vector<std::string> names;
  for (const IndexUpdate& update : updates) {
    const int actions = update.create.has_value() + update.update.has_value() + update.delete_name.has_value();
    if (actions == 0) {
      return Failure{
          invalid_parameter("One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                            "GlobalSecondaryIndexUpdate.Delete must not be null")};
    }
    if (actions > 1) {
      return Failure{
          invalid_parameter("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object")};
    }
    if (std::find(names.begin(), names.end(), name_of(update)) != names.end()) {
      return Failure{invalid_parameter(
          "Only one global secondary index update per index is allowed simultaneously. Index: " + name_of(update))};
    }
    names.push_back(name_of(update));
  }
  return {};
}

ApiResult<void> check_every_index_gets_throughput(const store::TableDefinition& definition,
                                                  const std::optional<std::vector<IndexUpdate>>& updates) {
  std::string missing;
  for (const store::GlobalIndex& index : definition.global_indexes) {
    const bool given = updates && std::any_of(updates->begin(), updates->end(), [&](const IndexUpdate& update) {
                         return (update.update && update.update->name == index.name && update.update->throughput) ||
                                update.delete_name == index.name;
                       });
    if (!given) missing.append(missing.empty() ? "" : ",").append(index.name);
  }
  if (missing.empty()) return {};
  return Failure{invalid_parameter("ProvisionedThroughput must be specified for index: " + missing)};
}

ApiResult<void> apply_index_updates(const std::vector<IndexUpdate>& updates, Definitions definitions, double now,
                                    store::TableDefinition& definition) {
  const auto created_or_deleted =
      std::count_if(updates.begin(), updates.end(), [](const IndexUpdate& update) { return !update.update; });
  const auto in_change = std::count_if(
      definition.global_indexes.begin(), definition.global_indexes.end(), [&](const store::GlobalIndex& index) {
        return index.status != store::IndexStatus::kActive && !deletes_half_made(updates, index);
      });
  if (created_or_deleted + in_change > 1 && created_or_deleted > 0) {
    return Failure{ApiError::limit_exceeded(
        "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table")};
  }
  for (const IndexUpdate& update : updates) {
    if (update.create) TRY(create_index(*update.create, definitions, definition));
    if (update.delete_name) TRY(delete_index(*update.delete_name, definition));
    if (update.update) TRY(update_index(*update.update, now, definition));
  }
  return {};
}

}  // namespace basalt::operations
