// ListGlobalTables. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListGlobalTables.html
// There are no global tables of version 2017.11.29, on AWS neither.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct ListGlobalTables {
  struct Request {
    std::optional<std::string> exclusive_start_global_table_name;
    std::optional<int32_t> limit;
    std::optional<std::string> region_name;
  };
  struct Response {};
  static constexpr std::string_view kName = "ListGlobalTables";
  static constexpr std::string_view kIamAction = "dynamodb:ListGlobalTables";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
