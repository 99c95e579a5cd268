#pragma once

#include <string>

#include "basalt/operations/describe_import.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeImport> {
  static void decode(ObjectReader& members, operations::DescribeImport::Request& request);
  static void encode(const operations::DescribeImport::Response& response, std::string& out);
};

}  // namespace basalt::wire
