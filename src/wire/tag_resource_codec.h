#pragma once

#include <string>

#include "basalt/operations/tag_resource.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::TagResource> {
  static void decode(ObjectReader& members, operations::TagResource::Request& request);
  static void encode(const operations::TagResource::Response& response, std::string& out);
};

}  // namespace basalt::wire
