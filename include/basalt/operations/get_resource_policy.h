// GetResourcePolicy. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html
// No table and no stream has a policy.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct GetResourcePolicy {
  struct Request {
    std::string resource_arn;  // of a table or a stream
  };
  struct Response {};
  static constexpr std::string_view kName = "GetResourcePolicy";
  static constexpr std::string_view kIamAction = "dynamodb:GetResourcePolicy";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
