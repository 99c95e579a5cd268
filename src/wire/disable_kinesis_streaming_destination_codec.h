#pragma once

#include <string>

#include "basalt/operations/disable_kinesis_streaming_destination.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DisableKinesisStreamingDestination> {
  static void decode(ObjectReader& members, operations::DisableKinesisStreamingDestination::Request& request);
  static void encode(const operations::DisableKinesisStreamingDestination::Response& response, std::string& out);
};

}  // namespace basalt::wire
