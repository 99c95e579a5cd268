// DescribeImport. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeImport.html
// There are no imports, so none is ever found.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeImport {
  struct Request {
    std::string import_arn;
  };
  struct Response {};
  static constexpr std::string_view kName = "DescribeImport";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeImport";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
