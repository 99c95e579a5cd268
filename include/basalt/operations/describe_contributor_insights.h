// DescribeContributorInsights.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContributorInsights.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/contributor_insights.h"

namespace basalt::operations {

struct DescribeContributorInsights {
  struct Request {
    std::string table_name;
    std::optional<std::string> index_name;
  };
  struct Response {
    ContributorInsightsSummary summary;
    std::vector<std::string> rules;
    std::optional<double> last_update_seconds;
  };
  static constexpr std::string_view kName = "DescribeContributorInsights";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeContributorInsights";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
