// DescribeGlobalTable. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeGlobalTable.html
// There are no global tables of version 2017.11.29, on AWS neither.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeGlobalTable {
  struct Request {
    std::string global_table_name;
  };
  struct Response {};
  static constexpr std::string_view kName = "DescribeGlobalTable";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeGlobalTable";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
