#pragma once

#include <string>

#include "basalt/operations/describe_export.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeExport> {
  static void decode(ObjectReader& members, operations::DescribeExport::Request& request);
  static void encode(const operations::DescribeExport::Response& response, std::string& out);
};

}  // namespace basalt::wire
