// CreateGlobalTable. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateGlobalTable.html
// Refused as on AWS, which no longer makes global tables of version 2017.11.29.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct CreateGlobalTable {
  struct Request {
    std::string global_table_name;
  };
  struct Response {};
  static constexpr std::string_view kName = "CreateGlobalTable";
  static constexpr std::string_view kIamAction = "dynamodb:CreateGlobalTable";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
