// ListStreams: the streams of all tables, or of one.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
//
// In the order of their tables' names, then of their labels. A stream that was turned off is listed while it can have
// records within the change log's retention.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"

namespace basalt::operations {

struct ListStreams {
  struct Request {
    std::optional<std::string> table_name;
    std::optional<std::string> exclusive_start_stream_arn;
    std::optional<int32_t> limit;  // 1 to 100
  };
  struct Stream {
    std::string arn;
    std::string table_name;
    std::string label;
  };
  struct Response {
    std::vector<Stream> streams;
    std::optional<std::string> last_evaluated_stream_arn;
  };
  static constexpr std::string_view kName = "ListStreams";
  static constexpr std::string_view kIamAction = "dynamodb:ListStreams";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
