// ListImports. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListImports.html
// There are no imports, so the list is empty, and no token for a next page was ever given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct ListImports {
  struct Request {
    std::optional<std::string> table_arn;  // there need not be such a table
    std::optional<int32_t> page_size;
    std::optional<std::string> next_token;
  };
  struct Response {};
  static constexpr std::string_view kName = "ListImports";
  static constexpr std::string_view kIamAction = "dynamodb:ListImports";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
