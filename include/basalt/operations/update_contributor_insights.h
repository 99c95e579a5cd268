// UpdateContributorInsights.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContributorInsights.html
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/contributor_insights.h"

namespace basalt::operations {

struct UpdateContributorInsights {
  enum class Action { kEnable, kDisable };
  struct Request {
    std::string table_name;
    std::optional<std::string> index_name;
    Action action = Action::kEnable;
    std::optional<store::ContributorInsightsMode> mode;  // of kEnable; absent: accessed and throttled keys
  };
  using Response = ContributorInsightsSummary;
  static constexpr std::string_view kName = "UpdateContributorInsights";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateContributorInsights";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
