#pragma once

#include <string>

#include "basalt/operations/delete_resource_policy.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DeleteResourcePolicy> {
  static void decode(ObjectReader& members, operations::DeleteResourcePolicy::Request& request);
  static void encode(const operations::DeleteResourcePolicy::Response& response, std::string& out);
};

}  // namespace basalt::wire
