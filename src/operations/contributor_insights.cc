#include "operations/contributor_insights.h"

#include <algorithm>
#include <chrono>

#include "basalt/base/check.h"

namespace basalt::operations {
namespace {

InsightsOwner owner_of(const store::GlobalIndex& index) {
  return {index.name, &index.key_schema, &index.insights, index.status != store::IndexStatus::kCreating};
}

}  // namespace

ApiResult<InsightsOwner> insights_owner(const store::TableDefinition& definition,
                                        const std::optional<std::string>& index_name) {
  if (!index_name) return InsightsOwner{std::nullopt, &definition.key_schema, &definition.insights};
  for (const store::GlobalIndex& index : definition.global_indexes) {
    if (index.name == *index_name) return owner_of(index);
  }
  return Failure{ApiError::resource_not_found("Requested resource not found: Index: " + *index_name +
                                              " not found for table: " + definition.name)};
}

Insights& insights_of(store::TableDefinition& definition, const std::optional<std::string>& index_name) {
  if (!index_name) return definition.insights;
  const auto found = std::find_if(definition.global_indexes.begin(), definition.global_indexes.end(),
                                  [&](const store::GlobalIndex& index) { return index.name == *index_name; });
  CHECK(found != definition.global_indexes.end());
  return found->insights;
}

std::vector<InsightsOwner> insights_owners(const store::TableDefinition& definition) {
  std::vector<InsightsOwner> owners{{std::nullopt, &definition.key_schema, &definition.insights}};
  for (const store::GlobalIndex& index : definition.global_indexes) owners.push_back(owner_of(index));
  std::sort(owners.begin(), owners.end(),
            [](const InsightsOwner& a, const InsightsOwner& b) { return a.index_name < b.index_name; });
  return owners;
}

InsightsStatus insights_status(const Insights& insights, const Clock& clock) {
  if (!insights) return InsightsStatus::kDisabled;
  const int64_t now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(clock.wall_now()).count();
  const bool settled = now_ms >= insights->transition_until_ms;
  if (insights->enabled) return settled ? InsightsStatus::kEnabled : InsightsStatus::kEnabling;
  return settled ? InsightsStatus::kDisabled : InsightsStatus::kDisabling;
}

ContributorInsightsSummary insights_summary(const store::TableDefinition& definition, const InsightsOwner& owner,
                                            const Clock& clock) {
  ContributorInsightsSummary summary{definition.name, owner.index_name, insights_status(*owner.insights, clock), {}};
  if (*owner.insights) summary.mode = (*owner.insights)->mode;
  return summary;
}

std::vector<std::string> insights_rules(const store::TableDefinition& definition, const InsightsOwner& owner) {
  const store::ContributorInsights& insights = **owner.insights;
  const std::string owner_name = definition.name + (owner.index_name ? "-" + *owner.index_name : "");
  const std::string tail = "-" + owner_name + "-" + std::to_string(insights.enabled_ms);
  std::vector<std::string> rules;
  const auto add = [&](std::string_view partition_rule, std::string_view key_rule) {
    const std::string head = "DynamoDBContributorInsights-";
    rules.push_back(head + std::string(partition_rule) + tail);
    if (!owner.key_schema->sort.empty()) rules.push_back(head + std::string(key_rule) + tail);
  };
  if (insights.mode == store::ContributorInsightsMode::kAccessedAndThrottledKeys) add("PKC", "SKC");
  add("PKT", "SKT");
  return rules;
}

}  // namespace basalt::operations
