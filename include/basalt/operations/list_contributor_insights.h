// ListContributorInsights.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListContributorInsights.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/contributor_insights.h"

namespace basalt::operations {

struct ListContributorInsights {
  struct Request {
    std::optional<std::string> table_name;
    std::optional<std::string> next_token;
    std::optional<int32_t> max_results;  // below 1: as if absent
  };
  struct Response {
    std::vector<ContributorInsightsSummary> summaries;
    std::optional<std::string> next_token;
  };
  static constexpr std::string_view kName = "ListContributorInsights";
  static constexpr std::string_view kIamAction = "dynamodb:ListContributorInsights";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
