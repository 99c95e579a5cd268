// DescribeLimits. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
#pragma once

#include <cstdint>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DescribeLimits {
  struct Request {};
  struct Response {
    int64_t account_max_read_capacity_units = 0;
    int64_t account_max_write_capacity_units = 0;
    int64_t table_max_read_capacity_units = 0;
    int64_t table_max_write_capacity_units = 0;
  };
  static constexpr std::string_view kName = "DescribeLimits";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeLimits";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
