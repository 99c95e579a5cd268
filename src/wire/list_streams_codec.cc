#include "wire/list_streams_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::ListStreams>::decode(ObjectReader& members, operations::ListStreams::Request& request) {
  members.string("TableName", request.table_name, {.min_length = 3, .max_length = 255, .pattern = kNamePattern});
  members.integer("Limit", request.limit, {.min = 1, .max = 100});
  members.string("ExclusiveStartStreamArn", request.exclusive_start_stream_arn);
}

void Codec<operations::ListStreams>::encode(const operations::ListStreams::Response& response, std::string& out) {
  ObjectWriter object(out);
  {
    ArrayWriter streams(object.key("Streams"));
    for (const operations::ListStreams::Stream& stream : response.streams) {
      ObjectWriter members(streams.element());
      members.string("StreamArn", stream.arn);
      members.string("TableName", stream.table_name);
      members.string("StreamLabel", stream.label);
    }
  }
  if (response.last_evaluated_stream_arn) object.string("LastEvaluatedStreamArn", *response.last_evaluated_stream_arn);
}

}  // namespace basalt::wire
