// UpdateGlobalTable. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateGlobalTable.html
// There are no global tables of version 2017.11.29, on AWS neither.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct UpdateGlobalTable {
  struct Request {
    std::string global_table_name;
    bool has_updates = false;
    bool creates_replica = false;
  };
  struct Response {};
  static constexpr std::string_view kName = "UpdateGlobalTable";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateGlobalTable";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
