// DescribeExport. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeExport.html
// There are no exports, so none is ever found.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeExport {
  struct Request {
    std::string export_arn;
  };
  struct Response {};
  static constexpr std::string_view kName = "DescribeExport";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeExport";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
