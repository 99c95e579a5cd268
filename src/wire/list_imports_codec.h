#pragma once

#include <string>

#include "basalt/operations/list_imports.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::ListImports> {
  static void decode(ObjectReader& members, operations::ListImports::Request& request);
  static void encode(const operations::ListImports::Response& response, std::string& out);
};

}  // namespace basalt::wire
