// UntagResource. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct UntagResource {
  struct Request {
    std::string resource_arn;
    std::vector<std::string> tag_keys;
  };
  struct Response {};
  static constexpr std::string_view kName = "UntagResource";
  static constexpr std::string_view kIamAction = "dynamodb:UntagResource";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
