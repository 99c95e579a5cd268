// GetShardIterator: a place in a stream shard to read from with GetRecords.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
//
// An iterator holds everything it needs, so it survives a restart; it can be used for 15 minutes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"

namespace basalt::operations {

enum class ShardIteratorType { kTrimHorizon, kLatest, kAtSequenceNumber, kAfterSequenceNumber, kAtTimestamp };

struct GetShardIterator {
  struct Request {
    std::string stream_arn;
    std::string shard_id;
    ShardIteratorType type = ShardIteratorType::kTrimHorizon;
    std::optional<std::string> sequence_number;
    std::optional<double> timestamp_seconds;  // since the epoch
  };
  struct Response {
    std::string shard_iterator;
  };
  static constexpr std::string_view kName = "GetShardIterator";
  static constexpr std::string_view kIamAction = "dynamodb:GetShardIterator";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
