// DeleteTable. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/table_description.h"

namespace basalt::operations {

struct DeleteTable {
  struct Request {
    std::string table_name;
  };
  struct Response {
    TableDescription table;
  };
  static constexpr std::string_view kName = "DeleteTable";
  static constexpr std::string_view kIamAction = "dynamodb:DeleteTable";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
