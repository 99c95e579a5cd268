// DescribeStream: a stream and a page of its shards, oldest first (docs/decisions/0005-stream-shards.md).
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/store/table.h"

namespace basalt::operations {

enum class StreamStatus { kEnabling, kEnabled, kDisabling, kDisabled };

struct DescribeStream {
  // Of type CHILD_SHARDS: only the children of this shard.
  struct ShardFilter {
    bool has_type = false;
    std::optional<std::string> shard_id;
  };
  struct Request {
    std::string stream_arn;
    std::optional<int32_t> limit;  // 1 to 100
    std::optional<std::string> exclusive_start_shard_id;
    std::optional<ShardFilter> shard_filter;
  };
  struct Shard {
    std::string id;
    std::string starting_sequence_number;
    std::optional<std::string> ending_sequence_number = {};  // once it is closed: the greatest it may have
    std::optional<std::string> parent_id = {};
  };
  struct Response {
    std::string arn;
    store::StreamSettings stream;
    StreamStatus status = StreamStatus::kEnabled;
    double created_seconds = 0;  // since the epoch
    store::TableRef table;
    std::vector<Shard> shards = {};
    std::optional<std::string> last_evaluated_shard_id = {};
  };
  static constexpr std::string_view kName = "DescribeStream";
  static constexpr std::string_view kIamAction = "dynamodb:DescribeStream";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
