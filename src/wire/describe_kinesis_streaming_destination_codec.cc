#include "wire/describe_kinesis_streaming_destination_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeKinesisStreamingDestination>::decode(
    ObjectReader& members, operations::DescribeKinesisStreamingDestination::Request& request) {
  members.control_plane_table_name(request.table_name);
}

void Codec<operations::DescribeKinesisStreamingDestination>::encode(
    const operations::DescribeKinesisStreamingDestination::Response& response, std::string& out) {
  ObjectWriter object(out);
  object.string("TableName", response.table_name);
  const ArrayWriter none(object.key("KinesisDataStreamDestinations"));
}

}  // namespace basalt::wire
