#pragma once

#include <string>

#include "basalt/operations/describe_stream.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeStream> {
  static void decode(ObjectReader& members, operations::DescribeStream::Request& request);
  static void encode(const operations::DescribeStream::Response& response, std::string& out);
};

}  // namespace basalt::wire
