// DescribeTableReplicaAutoScaling.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTableReplicaAutoScaling.html No table has
// replicas.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeTableReplicaAutoScaling {
  struct Request {
    std::string table_name;
  };
  struct Response {};
  static constexpr std::string_view kName = "DescribeTableReplicaAutoScaling";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeTableReplicaAutoScaling";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
