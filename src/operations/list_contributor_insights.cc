#include "basalt/operations/list_contributor_insights.h"

#include <algorithm>

#include "basalt/operations/table_name.h"
#include "operations/contributor_insights.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxResults = 100;

// Where a page ended: "Orders" after the table's own entry, "Orders/by_date" after that of its index. Neither name has
// a slash.
std::string token_of(const ContributorInsightsSummary& last) {
  return last.index_name ? last.table_name + "/" + *last.index_name : last.table_name;
}

struct Position {
  std::string table;
  std::optional<std::string> index;
};

Position position_of(const std::string& token) {
  const size_t slash = token.find('/');
  if (slash == std::string::npos) return {token, std::nullopt};
  return {token.substr(0, slash), token.substr(slash + 1)};
}

bool has_insights(const store::TableDefinition& definition) {
  return definition.insights || std::any_of(definition.global_indexes.begin(), definition.global_indexes.end(),
                                            [](const auto& index) { return index.insights.has_value(); });
}

// In the order of their names.
ApiResult<std::vector<store::TableRef>> tables_of(const Context& context, const std::optional<std::string>& name) {
  if (name) return std::vector<store::TableRef>{TRY(find_table_in_any_status(context, *name))};
  auto tables = context.store.catalog().select([&](const store::TableDefinition& definition) {
    return definition.scope == context.identity.scope && has_insights(definition);
  });
  std::sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return a->name() < b->name(); });
  return tables;
}

}  // namespace

ApiResult<ListContributorInsights::Response> ListContributorInsights::run(Context& context, const Request& request) {
  const auto tables = TRY(tables_of(context, request.table_name));
  std::optional<Position> after;
  if (request.next_token) after = position_of(*request.next_token);
  const int32_t wanted = request.max_results.value_or(0);
  const size_t limit = wanted > 0 ? static_cast<size_t>(wanted) : kMaxResults;
  Response response;
  for (const store::TableRef& table : tables) {
    if (after && table->name() < after->table) continue;
    for (const InsightsOwner& owner : insights_owners(table->definition())) {
      if (after && table->name() == after->table && owner.index_name <= after->index) continue;
      auto summary = insights_summary(table->definition(), owner, context.clock);
      if (summary.status == InsightsStatus::kDisabled) continue;
      if (response.summaries.size() == limit) {
        response.next_token = token_of(response.summaries.back());
        return response;
      }
      response.summaries.push_back(std::move(summary));
    }
  }
  return response;
}

}  // namespace basalt::operations
