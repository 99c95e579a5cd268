#pragma once

#include <string>

#include "basalt/operations/describe_time_to_live.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeTimeToLive> {
  static void decode(ObjectReader& members, operations::DescribeTimeToLive::Request& request);
  static void encode(const operations::DescribeTimeToLive::Response& response, std::string& out);
};

}  // namespace basalt::wire
