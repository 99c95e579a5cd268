// DescribeTimeToLive. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/store/table_definition.h"

namespace basalt::operations {

struct DescribeTimeToLive {
  struct Request {
    std::string table_name;
  };
  struct Response {
    std::optional<store::TimeToLiveSettings> settings;  // absent: DISABLED
  };
  static constexpr std::string_view kName = "DescribeTimeToLive";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeTimeToLive";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
