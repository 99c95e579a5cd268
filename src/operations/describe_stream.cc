#include "basalt/operations/describe_stream.h"

#include "operations/stream_ref.h"
#include "operations/stream_shards.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxShardsPerPage = 100;

using Request = DescribeStream::Request;
using Response = DescribeStream::Response;

DescribeStream::Shard describe(const StreamShards& shards, const StreamShard& shard) {
  DescribeStream::Shard description{.id = shards.id(shard),
                                    .starting_sequence_number = sequence_number_of(shard.start)};
  if (shards.closed(shard)) description.ending_sequence_number = sequence_number_of(shard.end - 1);
  if (const auto parent = shards.parent(shard)) description.parent_id = shards.id(*parent);
  return description;
}

// The first shard of the page. One that was trimmed since the page before is passed over.
ApiResult<std::optional<StreamShard>> first_of(const StreamShards& shards, const Request& request) {
  if (!request.exclusive_start_shard_id) return shards.first();
  const auto last = shards.find(*request.exclusive_start_shard_id);
  if (!last) return Failure{ApiError::stream_shard_not_found()};
  return shards.trimmed(*last) ? shards.first() : shards.next(*last);
}

ApiResult<void> add_page(const StreamShards& shards, const Request& request, Response& response) {
  const size_t limit = request.limit ? static_cast<size_t>(*request.limit) : kMaxShardsPerPage;
  auto shard = TRY(first_of(shards, request));
  for (; shard && response.shards.size() < limit; shard = shards.next(*shard)) {
    response.shards.push_back(describe(shards, *shard));
  }
  if (shard) response.last_evaluated_shard_id = response.shards.back().id;
  return {};
}

// A shard has at most one child, so there is one page.
ApiResult<void> add_children(const StreamShards& shards, const DescribeStream::ShardFilter& filter,
                             Response& response) {
  const auto parent = shards.find(*filter.shard_id);
  if (!parent) return Failure{ApiError::stream_shard_not_found()};
  const auto child = shards.child(*parent);
  if (child && !shards.trimmed(*child)) response.shards.push_back(describe(shards, *child));
  return {};
}

ApiResult<void> check_filter(const std::optional<DescribeStream::ShardFilter>& filter) {
  if (!filter || filter->has_type == filter->shard_id.has_value()) return {};
  return Failure{ApiError::validation("ShardFilter must have both Type and ShardId")};
}

}  // namespace

ApiResult<Response> DescribeStream::run(Context& context, const Request& request) {
  TRY(check_filter(request.shard_filter));
  const StreamRef stream = TRY(find_stream(context, request.stream_arn));
  const StreamShards shards(context, stream);
  Response response{.arn = stream.arn(),
                    .stream = stream.settings,
                    .status = stream.status,
                    .created_seconds = static_cast<double>(stream.settings.start >> 16) / 1000,
                    .table = stream.table};
  if (request.shard_filter && request.shard_filter->has_type) {
    TRY(add_children(shards, *request.shard_filter, response));
  } else {
    TRY(add_page(shards, request, response));
  }
  return response;
}

}  // namespace basalt::operations
