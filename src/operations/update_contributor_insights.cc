#include "basalt/operations/update_contributor_insights.h"

#include <chrono>

#include "basalt/operations/table_name.h"
#include "basalt/operations/table_status.h"
#include "operations/contributor_insights.h"
#include "operations/table_change.h"

namespace basalt::operations {
namespace {

using Action = UpdateContributorInsights::Action;
using Mode = store::ContributorInsightsMode;

Mode wanted_mode(const UpdateContributorInsights::Request& request) {
  return request.mode.value_or(Mode::kAccessedAndThrottledKeys);
}

bool changes(const Insights& insights, const UpdateContributorInsights::Request& request) {
  const bool enabled = insights && insights->enabled;
  if (request.action == Action::kDisable) return enabled;
  return !enabled || insights->mode != wanted_mode(request);
}

ApiResult<void> check_enabling(const Context& context, const store::TableDefinition& definition,
                               const InsightsOwner& owner) {
  const auto refused = [](std::string_view what) {
    return Failure{ApiError::validation("Table or Index is not in a valid state to update Key Access Insights: " +
                                        std::string(what) + " must be ACTIVE to enable ContributorInsights.")};
  };
  if (table_status(definition, context.clock) == TableStatus::kCreating) return refused("TableStatus");
  if (!owner.index_active) return refused("IndexStatus");
  return {};
}

// The rules of throttled keys live on when the mode changes, and all rules keep their names.
void change(const Context& context, const UpdateContributorInsights::Request& request, Insights& insights) {
  const int64_t now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(context.clock.wall_now()).count();
  if (!insights) insights.emplace();
  if (request.action == Action::kEnable) {
    if (!insights->enabled) insights->enabled_ms = now_ms;
    insights->mode = wanted_mode(request);
  }
  insights->enabled = request.action == Action::kEnable;
  insights->last_update_seconds = seconds_since_epoch(context.clock);
  insights->transition_until_ms = now_ms + context.settings.transition_delay_ms;
}

}  // namespace

ApiResult<UpdateContributorInsights::Response> UpdateContributorInsights::run(Context& context,
                                                                              const Request& request) {
  const auto found = TRY(find_table_in_any_status(context, request.table_name));
  const InsightsOwner before = TRY(insights_owner(found->definition(), request.index_name));
  if (request.action == Action::kEnable) TRY(check_enabling(context, found->definition(), before));
  if (!changes(*before.insights, request)) return insights_summary(found->definition(), before, context.clock);

  const auto table = TRY(change_table(context, request.table_name,
                                      [&](const store::Table&, store::TableDefinition& definition) -> ApiResult<void> {
                                        const InsightsOwner owner = TRY(insights_owner(definition, request.index_name));
                                        if (request.action == Action::kEnable)
                                          TRY(check_enabling(context, definition, owner));
                                        // The owner points into the definition that is being changed.
                                        if (changes(*owner.insights, request))
                                          change(context, request, const_cast<Insights&>(*owner.insights));
                                        return {};
                                      }));
  const InsightsOwner after = TRY(insights_owner(table->definition(), request.index_name));
  Response response = insights_summary(table->definition(), after, context.clock);
  response.status = request.action == Action::kEnable ? InsightsStatus::kEnabling : InsightsStatus::kDisabling;
  return response;
}

}  // namespace basalt::operations
