#include "wire/update_kinesis_streaming_destination_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {
namespace {

using Precision = operations::UpdateKinesisStreamingDestination::Precision;

constexpr auto kPrecisions = std::to_array<EnumName<Precision>>({
    {"MILLISECOND", Precision::kMillisecond},
    {"MICROSECOND", Precision::kMicrosecond},
});

}  // namespace

void Codec<operations::UpdateKinesisStreamingDestination>::decode(
    ObjectReader& members, operations::UpdateKinesisStreamingDestination::Request& request) {
  members.control_plane_table_name(request.table_name);
  members.string("StreamArn", request.stream_arn, {.required = true, .min_length = 37, .max_length = 1024});
  members.structure("UpdateKinesisStreamingConfiguration", "UpdateKinesisStreamingConfiguration", false,
                    [&](ObjectReader& configuration) {
                      configuration.enumeration("ApproximateCreationDateTimePrecision", request.precision, kPrecisions);
                    });
}

void Codec<operations::UpdateKinesisStreamingDestination>::encode(
    const operations::UpdateKinesisStreamingDestination::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
