#pragma once

#include <string>

#include "basalt/operations/describe_endpoints.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeEndpoints> {
  static void decode(ObjectReader& members, operations::DescribeEndpoints::Request& request);
  static void encode(const operations::DescribeEndpoints::Response& response, std::string& out);
};

}  // namespace basalt::wire
