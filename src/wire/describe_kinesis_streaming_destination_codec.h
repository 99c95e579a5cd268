#pragma once

#include <string>

#include "basalt/operations/describe_kinesis_streaming_destination.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeKinesisStreamingDestination> {
  static void decode(ObjectReader& members, operations::DescribeKinesisStreamingDestination::Request& request);
  static void encode(const operations::DescribeKinesisStreamingDestination::Response& response, std::string& out);
};

}  // namespace basalt::wire
