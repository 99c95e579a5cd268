#include "wire/disable_kinesis_streaming_destination_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DisableKinesisStreamingDestination>::decode(
    ObjectReader& members, operations::DisableKinesisStreamingDestination::Request& request) {
  members.control_plane_table_name(request.table_name);
  members.string("StreamArn", request.stream_arn, {.required = true, .min_length = 37, .max_length = 1024});
  request.has_configuration = members.has("EnableKinesisStreamingConfiguration");
}

void Codec<operations::DisableKinesisStreamingDestination>::encode(
    const operations::DisableKinesisStreamingDestination::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
