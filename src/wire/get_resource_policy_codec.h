#pragma once

#include <string>

#include "basalt/operations/get_resource_policy.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::GetResourcePolicy> {
  static void decode(ObjectReader& members, operations::GetResourcePolicy::Request& request);
  static void encode(const operations::GetResourcePolicy::Response& response, std::string& out);
};

}  // namespace basalt::wire
