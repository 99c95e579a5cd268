// DescribeBackup. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeBackup.html
// There are no backups, so none is ever found.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeBackup {
  struct Request {
    std::string backup_arn;
  };
  struct Response {};
  static constexpr std::string_view kName = "DescribeBackup";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeBackup";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
