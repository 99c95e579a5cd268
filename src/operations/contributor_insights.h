// The contributor insights of a table or one of its global indexes, as its definition has them. Private to operations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/context.h"
#include "basalt/operations/contributor_insights.h"
#include "basalt/store/table_definition.h"

namespace basalt::operations {

using Insights = std::optional<store::ContributorInsights>;

// Whose insights a request names.
struct InsightsOwner {
  std::optional<std::string> index_name;  // nullopt: the table
  const store::KeySchema* key_schema = nullptr;
  const Insights* insights = nullptr;
  bool index_active = true;
};
// Points into the definition. ResourceNotFoundException "Requested resource not found: Index: X not found for table: T"
// unless it is a global index.
ApiResult<InsightsOwner> insights_owner(const store::TableDefinition& definition,
                                        const std::optional<std::string>& index_name);
// The same, to be changed, of an owner that is there.
Insights& insights_of(store::TableDefinition& definition, const std::optional<std::string>& index_name);
// The table itself, then its global indexes by their names.
std::vector<InsightsOwner> insights_owners(const store::TableDefinition& definition);

InsightsStatus insights_status(const Insights& insights, const Clock& clock);
ContributorInsightsSummary insights_summary(const store::TableDefinition& definition, const InsightsOwner& owner,
                                            const Clock& clock);
// "DynamoDBContributorInsights-PKC-Orders-1767225600000", ...: of insights that are enabled.
std::vector<std::string> insights_rules(const store::TableDefinition& definition, const InsightsOwner& owner);

}  // namespace basalt::operations
