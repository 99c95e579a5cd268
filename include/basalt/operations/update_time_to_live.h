// UpdateTimeToLive. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct TimeToLiveSpecification {
  bool enabled = false;
  std::string attribute_name;
};

struct UpdateTimeToLive {
  struct Request {
    std::string table_name;
    TimeToLiveSpecification specification;
  };
  struct Response {
    TimeToLiveSpecification specification;  // as requested
  };
  static constexpr std::string_view kName = "UpdateTimeToLive";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateTimeToLive";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
