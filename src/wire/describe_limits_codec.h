#pragma once

#include <string>

#include "basalt/operations/describe_limits.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeLimits> {
  static void decode(ObjectReader& members, operations::DescribeLimits::Request& request);
  static void encode(const operations::DescribeLimits::Response& response, std::string& out);
};

}  // namespace basalt::wire
