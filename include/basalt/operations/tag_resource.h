// TagResource. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/table_parameters.h"

namespace basalt::operations {

struct TagResource {
  struct Request {
    std::string resource_arn;
    std::vector<Tag> tags;
  };
  struct Response {};
  static constexpr std::string_view kName = "TagResource";
  static constexpr std::string_view kIamAction = "dynamodb:TagResource";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
