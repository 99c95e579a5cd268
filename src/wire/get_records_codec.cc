#include "wire/get_records_codec.h"

#include "wire/object_writer.h"
#include "wire/table_members.h"

namespace basalt::wire {
namespace {

constexpr auto kEventNames = std::to_array<EnumName<store::ChangeKind>>({
    {"INSERT", store::ChangeKind::kInsert},
    {"MODIFY", store::ChangeKind::kModify},
    {"REMOVE", store::ChangeKind::kRemove},
});

void write_stream_record(const operations::GetRecords::Record& record, std::string_view view_type,
                         ObjectWriter& object) {
  const store::ChangeRecord& change = record.change;
  ObjectWriter members(object.key("dynamodb"));
  // AWS rounds down to the second.
  const auto written = std::chrono::duration_cast<std::chrono::seconds>(change.written());
  members.timestamp("ApproximateCreationDateTime", static_cast<double>(written.count()));
  members.item("Keys", change.keys);
  if (change.new_image) members.item("NewImage", *change.new_image);
  if (change.old_image) members.item("OldImage", *change.old_image);
  members.string("SequenceNumber", record.sequence_number);
  members.integer("SizeBytes", static_cast<int64_t>(record.size_bytes));
  members.string("StreamViewType", view_type);
}

void write_user_identity(store::ChangeOrigin origin, ObjectWriter& object) {
  if (origin != store::ChangeOrigin::kTimeToLive) return;
  ObjectWriter identity(object.key("userIdentity"));
  identity.string("PrincipalId", "dynamodb.amazonaws.com");
  identity.string("Type", "Service");
}

}  // namespace

void Codec<operations::GetRecords>::decode(ObjectReader& members, operations::GetRecords::Request& request) {
  members.string("ShardIterator", request.shard_iterator, {.required = true, .min_length = 1, .max_length = 2048});
  members.integer("Limit", request.limit, {.min = 1, .max = 1000});
}

void Codec<operations::GetRecords>::encode(const operations::GetRecords::Response& response, std::string& out) {
  const std::string_view view_type = enum_name(kStreamViewTypes, response.view_type);
  ObjectWriter object(out);
  {
    ArrayWriter records(object.key("Records"));
    for (const operations::GetRecords::Record& record : response.records) {
      ObjectWriter members(records.element());
      members.string("eventID", record.event_id);
      members.string("eventName", enum_name(kEventNames, record.change.kind));
      members.string("eventVersion", "1.1");
      members.string("eventSource", "aws:dynamodb");
      members.string("awsRegion", response.region);
      write_stream_record(record, view_type, members);
      write_user_identity(record.change.origin, members);
    }
  }
  if (response.next_shard_iterator) object.string("NextShardIterator", *response.next_shard_iterator);
}

}  // namespace basalt::wire
