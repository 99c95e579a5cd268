#include "wire/describe_stream_codec.h"

#include "wire/object_writer.h"
#include "wire/shard_id_rule.h"
#include "wire/table_description_writer.h"
#include "wire/table_members.h"

namespace basalt::wire {
namespace {

enum class ShardFilterType { kChildShards };
constexpr auto kShardFilterTypes = std::to_array<EnumName<ShardFilterType>>({
    {"CHILD_SHARDS", ShardFilterType::kChildShards},
});
constexpr auto kStreamStatuses = std::to_array<EnumName<operations::StreamStatus>>({
    {"ENABLING", operations::StreamStatus::kEnabling},
    {"ENABLED", operations::StreamStatus::kEnabled},
    {"DISABLING", operations::StreamStatus::kDisabling},
    {"DISABLED", operations::StreamStatus::kDisabled},
});

void write_shards(const operations::DescribeStream::Response& response, ObjectWriter& object) {
  ArrayWriter shards(object.key("Shards"));
  for (const operations::DescribeStream::Shard& shard : response.shards) {
    ObjectWriter members(shards.element());
    members.string("ShardId", shard.id);
    {
      ObjectWriter range(members.key("SequenceNumberRange"));
      range.string("StartingSequenceNumber", shard.starting_sequence_number);
      if (shard.ending_sequence_number) range.string("EndingSequenceNumber", *shard.ending_sequence_number);
    }
    if (shard.parent_id) members.string("ParentShardId", *shard.parent_id);
  }
}

}  // namespace

void Codec<operations::DescribeStream>::decode(ObjectReader& members, operations::DescribeStream::Request& request) {
  members.string("StreamArn", request.stream_arn, {.required = true});
  members.integer("Limit", request.limit, {.min = 1, .max = 100});
  members.string("ExclusiveStartShardId", request.exclusive_start_shard_id, kShardIdRule);
  members.structure("ShardFilter", "ShardFilter", false, [&](ObjectReader& filter) {
    auto& parameter = request.shard_filter.emplace();
    std::optional<ShardFilterType> type;
    filter.enumeration("Type", type, kShardFilterTypes);
    parameter.has_type = type.has_value();
    filter.string("ShardId", parameter.shard_id, kShardIdRule);
  });
}

void Codec<operations::DescribeStream>::encode(const operations::DescribeStream::Response& response, std::string& out) {
  ObjectWriter object(out);
  ObjectWriter stream(object.key("StreamDescription"));
  stream.string("StreamArn", response.arn);
  stream.string("StreamLabel", response.stream.label);
  stream.string("StreamStatus", enum_name(kStreamStatuses, response.status));
  stream.string("StreamViewType", enum_name(kStreamViewTypes, response.stream.view_type));
  stream.timestamp("CreationRequestDateTime", response.created_seconds);
  stream.string("TableName", response.table->name());
  write_key_schema(response.table->definition().key_schema, stream);
  write_shards(response, stream);
  if (response.last_evaluated_shard_id) stream.string("LastEvaluatedShardId", *response.last_evaluated_shard_id);
}

}  // namespace basalt::wire
