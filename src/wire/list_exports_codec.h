#pragma once

#include <string>

#include "basalt/operations/list_exports.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListExports> {
  static void decode(ObjectReader& members, operations::ListExports::Request& request);
  static void encode(const operations::ListExports::Response& response, std::string& out);
};

}  // namespace basalt::wire
