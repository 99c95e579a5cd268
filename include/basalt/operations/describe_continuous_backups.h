// DescribeContinuousBackups.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/continuous_backups.h"

namespace basalt::operations {

struct DescribeContinuousBackups {
  struct Request {
    std::string table_name;
  };
  using Response = ContinuousBackups;
  static constexpr std::string_view kName = "DescribeContinuousBackups";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeContinuousBackups";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
