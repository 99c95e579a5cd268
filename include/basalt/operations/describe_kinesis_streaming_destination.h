// DescribeKinesisStreamingDestination.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeKinesisStreamingDestination.html Tables
// have no destinations.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeKinesisStreamingDestination {
  struct Request {
    std::string table_name;
  };
  struct Response {
    std::string table_name;
  };
  static constexpr std::string_view kName = "DescribeKinesisStreamingDestination";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeKinesisStreamingDestination";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
