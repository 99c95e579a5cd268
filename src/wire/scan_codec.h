#pragma once

#include "basalt/operations/scan.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::Scan> {
  static void decode(ObjectReader& members, operations::Scan::Request& request);
  static void encode(const operations::Scan::Response& response, std::string& out);
};

}  // namespace basalt::wire
