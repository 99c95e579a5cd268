// What the tests of streams share: a table with a stream of one shard a window, and short calls of the four actions.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "basalt/operations/describe_stream.h"
#include "basalt/operations/get_records.h"
#include "basalt/operations/get_shard_iterator.h"
#include "basalt/operations/list_streams.h"
#include "unit/operations/item_fixture.h"

namespace basalt::operations {

// The clock begins at 1,700,000,000 s, in a window of four hours that ends 6,400 s later.
class StreamTest : public ItemTest {
 protected:
  StreamTest();

  void open_store();
  void create(const std::string& name, store::StreamViewType type = store::StreamViewType::kNewAndOldImages);
  void set_stream(const std::string& name, std::optional<store::StreamViewType> type);
  std::string arn_of(const std::string& name) const;  // of its newest stream
  // Writes {pk: key, n: value}.
  void write_item(const std::string& table, const std::string& key, int64_t value);

  ApiResult<DescribeStream::Response> describe(const std::string& arn, DescribeStream::Request request = {});
  std::vector<DescribeStream::Shard> shards(const std::string& arn) { return describe(arn).value().shards; }
  ApiResult<GetShardIterator::Response> iterator(const std::string& arn, const std::string& shard,
                                                 ShardIteratorType type,
                                                 std::optional<std::string> sequence_number = std::nullopt);
  ApiResult<GetRecords::Response> records(const std::string& iterator, std::optional<int32_t> limit = std::nullopt);
  // From TRIM_HORIZON, as "INSERT a=1 MODIFY a=2"; and whether the shard ended.
  std::string read_all(const std::string& arn, const std::string& shard);
  bool ended_ = false;
};

std::string text_of(const GetRecords::Response& response);

}  // namespace basalt::operations
