// GetRecords: the next records of a stream shard, at most 1,000 and about 1 MB of them.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
//
// A record can be read as soon as its write is acknowledged. The answer has no next iterator once the shard is closed
// and read to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/store/change_log.h"

namespace basalt::operations {

struct GetRecords {
  struct Request {
    std::string shard_iterator;
    std::optional<int32_t> limit;  // 1 to 1,000
  };
  struct Record {
    std::string event_id;
    std::string sequence_number;
    size_t size_bytes = 0;       // of the keys and the images that are there
    store::ChangeRecord change;  // views into the page
  };
  struct Response {
    std::unique_ptr<store::ChangePage> page;
    std::vector<Record> records = {};
    store::StreamViewType view_type = store::StreamViewType::kKeysOnly;
    std::string region;
    std::optional<std::string> next_shard_iterator = {};
  };
  static constexpr std::string_view kName = "GetRecords";
  static constexpr std::string_view kIamAction = "dynamodb:GetRecords";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
