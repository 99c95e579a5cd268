// ListTagsOfResource. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/table_parameters.h"

namespace basalt::operations {

struct ListTagsOfResource {
  struct Request {
    std::string resource_arn;
    std::optional<std::string> next_token;
  };
  struct Response {
    std::vector<Tag> tags;
    std::optional<std::string> next_token;
  };
  static constexpr std::string_view kName = "ListTagsOfResource";
  static constexpr std::string_view kIamAction = "dynamodb:ListTagsOfResource";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
