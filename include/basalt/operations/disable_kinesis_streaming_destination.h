// DisableKinesisStreamingDestination.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DisableKinesisStreamingDestination.html Tables
// have no destinations, so none can be disabled.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct DisableKinesisStreamingDestination {
  struct Request {
    std::string table_name;
    std::string stream_arn;
    bool has_configuration = false;
  };
  struct Response {};
  static constexpr std::string_view kName = "DisableKinesisStreamingDestination";
  static constexpr std::string_view kIamAction = "dynamodb:DisableKinesisStreamingDestination";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
