#include "basalt/operations/get_records.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "basalt/keys/key_codec.h"
#include "basalt/value/item_size.h"
#include "operations/shard_iterator.h"
#include "operations/stream_ref.h"
#include "operations/stream_shards.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxRecords = 1000;
constexpr size_t kMaxBytes = size_t{1} << 20;
constexpr std::chrono::minutes kIteratorLife{15};

using Record = GetRecords::Record;
using Response = GetRecords::Response;

ApiResult<ShardIterator> iterator_of(const std::string& text, std::chrono::milliseconds now) {
  auto iterator = read_shard_iterator(text);
  if (!iterator) return Failure{ApiError::validation("Invalid ShardIterator")};
  if (now - std::chrono::milliseconds(iterator->issued_ms) > kIteratorLife) {
    return Failure{ApiError::expired_iterator()};
  }
  return *std::move(iterator);
}

ApiResult<StreamRef> stream_of(const Context& context, const ShardIterator& iterator) {
  StreamRef stream = TRY(find_stream(context, iterator.stream_arn));
  if (stream.table->definition().space.value == iterator.space) return stream;
  return Failure{ApiError::stream_not_found(iterator.stream_arn)};
}

// What remains to be read of the shard.
ApiResult<store::ChangeRange> range_of(const ShardIterator& iterator, const StreamShards& shards,
                                       const StreamShard& shard) {
  const uint64_t from = std::max(iterator.from, shard.start);
  if (from >= shards.horizon()) return store::ChangeRange{from, shard.end};
  if (!iterator.from_horizon) return Failure{ApiError::trimmed_data_access()};
  return store::ChangeRange{std::min(shards.horizon(), shard.end), shard.end};
}

// 16 digits for the log it stands in, 16 for its place there: the same whenever it is read, and like no other's.
std::string event_id(uint64_t log, uint64_t sequence) {
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(log),
                static_cast<unsigned long long>(sequence));
  return text;
}

size_t size_of(const store::ChangeRecord& change) {
  return item_size(change.keys) + (change.old_image ? change.old_size : 0) + (change.new_image ? change.new_size : 0);
}

void add_records(const StreamRef& stream, engine::ShardId partition, Response& response) {
  std::string log_name = stream.table->definition().table_id;
  log_name.append("/").append(std::to_string(partition.value));
  const uint64_t log = keys::partition_hash(log_name);
  response.records.reserve(response.page->size());
  for (size_t i = 0; i < response.page->size(); ++i) {
    const store::ChangeRecord change = response.page->record(i);
    response.records.push_back(
        {event_id(log, change.sequence), sequence_number_of(change.sequence), size_of(change), change});
  }
}

void note(const Response& response, CallSummary& summary) {
  summary.returned_records = static_cast<uint32_t>(response.records.size());
  for (const Record& record : response.records) summary.returned_bytes += record.size_bytes;
}

}  // namespace

ApiResult<Response> GetRecords::run(Context& context, const Request& request) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(context.clock.wall_now());
  ShardIterator iterator = TRY(iterator_of(request.shard_iterator, now));
  const StreamRef stream = TRY(stream_of(context, iterator));
  const StreamShards shards(context, stream);
  const auto shard = shards.find(iterator.partition, iterator.start);
  if (!shard) return Failure{ApiError::stream_shard_not_found()};
  const store::ChangeRange range = TRY(range_of(iterator, shards, *shard));

  // Asked before the records are read: what is not there then will never come.
  const bool closed = shards.closed(*shard);
  Response response{.page = std::make_unique<store::ChangePage>(),
                    .view_type = stream.settings.view_type,
                    .region = context.identity.region};
  const store::ChangeLimits limits{.max_records = request.limit ? static_cast<size_t>(*request.limit) : kMaxRecords,
                                   .max_bytes = kMaxBytes};
  TRY(context.store.change_log().read(*stream.table, shards.partition_id(*shard), range, limits, *response.page));
  add_records(stream, shards.partition_id(*shard), response);
  if (context.summary != nullptr) note(response, *context.summary);

  const bool all_read = !response.page->more();
  if (all_read && closed) return response;
  iterator.from = response.records.empty() ? range.from : response.records.back().change.sequence + 1;
  iterator.from_horizon = all_read;
  iterator.issued_ms = now.count();
  response.next_shard_iterator = write_shard_iterator(iterator);
  return response;
}

}  // namespace basalt::operations
