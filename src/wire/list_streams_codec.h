#pragma once

#include <string>

#include "basalt/operations/list_streams.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListStreams> {
  static void decode(ObjectReader& members, operations::ListStreams::Request& request);
  static void encode(const operations::ListStreams::Response& response, std::string& out);
};

}  // namespace basalt::wire
