#pragma once

#include <string>

#include "basalt/operations/update_kinesis_streaming_destination.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UpdateKinesisStreamingDestination> {
  static void decode(ObjectReader& members, operations::UpdateKinesisStreamingDestination::Request& request);
  static void encode(const operations::UpdateKinesisStreamingDestination::Response& response, std::string& out);
};

}  // namespace basalt::wire
