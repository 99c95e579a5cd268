#include "wire/get_shard_iterator_codec.h"

#include "wire/object_writer.h"
#include "wire/shard_id_rule.h"
#include "wire/timestamp_member.h"

namespace basalt::wire {
namespace {

using operations::ShardIteratorType;

constexpr auto kShardIteratorTypes = std::to_array<EnumName<ShardIteratorType>>({
    {"TRIM_HORIZON", ShardIteratorType::kTrimHorizon},
    {"LATEST", ShardIteratorType::kLatest},
    {"AT_SEQUENCE_NUMBER", ShardIteratorType::kAtSequenceNumber},
    {"AFTER_SEQUENCE_NUMBER", ShardIteratorType::kAfterSequenceNumber},
    {"AT_TIMESTAMP", ShardIteratorType::kAtTimestamp},
});

}  // namespace

void Codec<operations::GetShardIterator>::decode(ObjectReader& members,
                                                 operations::GetShardIterator::Request& request) {
  members.string("StreamArn", request.stream_arn, {.required = true});
  members.string("ShardId", request.shard_id, kRequiredShardIdRule);
  members.enumeration("ShardIteratorType", request.type, kShardIteratorTypes, true);
  members.string("SequenceNumber", request.sequence_number, {.min_length = 21, .max_length = 40});
  timestamp_member(members, "Timestamp", request.timestamp_seconds);
}

void Codec<operations::GetShardIterator>::encode(const operations::GetShardIterator::Response& response,
                                                 std::string& out) {
  ObjectWriter object(out);
  object.string("ShardIterator", response.shard_iterator);
}

}  // namespace basalt::wire
