// ListTables. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct ListTables {
  struct Request {
    std::optional<std::string> exclusive_start_table_name;
    std::optional<int32_t> limit;
  };
  struct Response {
    std::vector<std::string> table_names;
    std::optional<std::string> last_evaluated_table_name;
  };
  static constexpr std::string_view kName = "ListTables";
  static constexpr std::string_view kIamAction = "dynamodb:ListTables";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
