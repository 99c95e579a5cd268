#include "basalt/operations/get_shard_iterator.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "operations/shard_iterator.h"
#include "operations/stream_ref.h"
#include "operations/stream_shards.h"

namespace basalt::operations {
namespace {

using Request = GetShardIterator::Request;

std::string_view name_of(ShardIteratorType type) {
  switch (type) {
    case ShardIteratorType::kTrimHorizon:
      return "TRIM_HORIZON";
    case ShardIteratorType::kLatest:
      return "LATEST";
    case ShardIteratorType::kAtSequenceNumber:
      return "AT_SEQUENCE_NUMBER";
    case ShardIteratorType::kAfterSequenceNumber:
      return "AFTER_SEQUENCE_NUMBER";
    case ShardIteratorType::kAtTimestamp:
      break;
  }
  return "AT_TIMESTAMP";
}

// A member that belongs to some types must come with these and with no other.
ApiResult<void> check_member(ShardIteratorType type, bool belongs, bool present, std::string_view member) {
  if (belongs == present) return {};
  std::string text(member);
  text.append(belongs ? " is required for" : " must not be specified with");
  return Failure{ApiError::validation(text.append(" ShardIteratorType ").append(name_of(type)))};
}

ApiResult<void> check_members(const Request& request) {
  const bool numbered =
      request.type == ShardIteratorType::kAtSequenceNumber || request.type == ShardIteratorType::kAfterSequenceNumber;
  TRY(check_member(request.type, numbered, request.sequence_number.has_value(), "SequenceNumber"));
  return check_member(request.type, request.type == ShardIteratorType::kAtTimestamp,
                      request.timestamp_seconds.has_value(), "Timestamp");
}

int64_t milliseconds_since_epoch(const Context& context) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(context.clock.wall_now()).count();
}

// The place the request asks for.
struct Place {
  uint64_t from = 0;
  bool from_horizon = false;
};

ApiResult<Place> place_of_number(const Request& request, const StreamShards& shards, const StreamShard& shard) {
  const auto sequence = sequence_of(*request.sequence_number);
  if (!sequence || *sequence < shard.start || *sequence >= shard.end) {
    return Failure{ApiError::validation("Invalid SequenceNumber: " + *request.sequence_number)};
  }
  if (*sequence < shards.horizon()) return Failure{ApiError::trimmed_data_access()};
  return Place{*sequence + (request.type == ShardIteratorType::kAfterSequenceNumber ? 1 : 0), false};
}

ApiResult<Place> place_of_time(const Context& context, const Request& request, const StreamShard& shard) {
  const double milliseconds = std::floor(*request.timestamp_seconds * 1000 + 0.5);
  if (milliseconds > static_cast<double>(milliseconds_since_epoch(context))) {
    return Failure{ApiError::validation("Timestamp must not be in the future")};
  }
  const uint64_t sequence = milliseconds <= 0 ? 0 : static_cast<uint64_t>(milliseconds) << 16;
  return Place{std::clamp(sequence, shard.start, shard.end), true};
}

// After the newest record that can be read, not after the moment: a write that is acknowledged later comes after it,
// however long it has been under way.
ApiResult<Place> latest_place(const Context& context, const StreamRef& stream, const StreamShards& shards,
                              const StreamShard& shard) {
  const auto newest = TRY(context.store.change_log().newest(*stream.table, shards.partition_id(shard)));
  return Place{newest ? std::clamp(*newest + 1, shard.start, shard.end) : shard.start, true};
}

ApiResult<Place> place_of(const Context& context, const Request& request, const StreamRef& stream,
                          const StreamShards& shards, const StreamShard& shard) {
  switch (request.type) {
    case ShardIteratorType::kTrimHorizon:
      break;
    case ShardIteratorType::kLatest:
      return latest_place(context, stream, shards, shard);
    case ShardIteratorType::kAtSequenceNumber:
    case ShardIteratorType::kAfterSequenceNumber:
      return place_of_number(request, shards, shard);
    case ShardIteratorType::kAtTimestamp:
      return place_of_time(context, request, shard);
  }
  return Place{shard.start, true};
}

}  // namespace

ApiResult<GetShardIterator::Response> GetShardIterator::run(Context& context, const Request& request) {
  TRY(check_members(request));
  const StreamRef stream = TRY(find_stream(context, request.stream_arn));
  const StreamShards shards(context, stream);
  const auto shard = shards.find(request.shard_id);
  if (!shard || shards.trimmed(*shard)) return Failure{ApiError::stream_shard_not_found()};
  const Place place = TRY(place_of(context, request, stream, shards, *shard));
  return Response{write_shard_iterator({.stream_arn = request.stream_arn,
                                        .space = stream.table->definition().space.value,
                                        .partition = shards.partition_id(*shard).value,
                                        .start = shard->start,
                                        .from = place.from,
                                        .from_horizon = place.from_horizon,
                                        .issued_ms = milliseconds_since_epoch(context)})};
}

}  // namespace basalt::operations
