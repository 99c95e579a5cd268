#pragma once

#include <string>

#include "basalt/operations/list_tags_of_resource.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListTagsOfResource> {
  static void decode(ObjectReader& members, operations::ListTagsOfResource::Request& request);
  static void encode(const operations::ListTagsOfResource::Response& response, std::string& out);
};

}  // namespace basalt::wire
