#include "basalt/operations/describe_contributor_insights.h"

#include "basalt/operations/table_name.h"
#include "operations/contributor_insights.h"

namespace basalt::operations {

ApiResult<DescribeContributorInsights::Response> DescribeContributorInsights::run(Context& context,
                                                                                  const Request& request) {
  const auto table = TRY(find_table_in_any_status(context, request.table_name));
  const store::TableDefinition& definition = table->definition();
  const InsightsOwner owner = TRY(insights_owner(definition, request.index_name));
  Response response{insights_summary(definition, owner, context.clock), {}, {}};
  const Insights& insights = *owner.insights;
  if (!insights) return response;
  response.last_update_seconds = insights->last_update_seconds;
  if (insights->enabled) response.rules = insights_rules(definition, owner);
  return response;
}

}  // namespace basalt::operations
