#pragma once

#include <string>

#include "basalt/operations/untag_resource.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::UntagResource> {
  static void decode(ObjectReader& members, operations::UntagResource::Request& request);
  static void encode(const operations::UntagResource::Response& response, std::string& out);
};

}  // namespace basalt::wire
