// DescribeEndpoints: this server, under the name the client called it by.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeEndpoints {
  struct Request {};
  struct Response {
    std::string address;
    int64_t cache_period_minutes = 0;
  };
  static constexpr std::string_view kName = "DescribeEndpoints";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeEndpoints";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
