// UpdateKinesisStreamingDestination.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateKinesisStreamingDestination.html Tables have
// no destinations, so none can be changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct UpdateKinesisStreamingDestination {
  enum class Precision { kMillisecond, kMicrosecond };  // ApproximateCreationDateTimePrecision
  struct Request {
    std::string table_name;
    std::string stream_arn;
    std::optional<Precision> precision;
  };
  struct Response {};
  static constexpr std::string_view kName = "UpdateKinesisStreamingDestination";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateKinesisStreamingDestination";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
