// DeleteResourcePolicy. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html
// No table and no stream has a policy. Deleting what is not there succeeds, unless a certain one is expected.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DeleteResourcePolicy {
  struct Request {
    std::string resource_arn;  // of a table or a stream
    std::optional<std::string> expected_revision_id;
  };
  struct Response {};
  static constexpr std::string_view kName = "DeleteResourcePolicy";
  static constexpr std::string_view kIamAction = "dynamodb:DeleteResourcePolicy";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
