#pragma once

#include <string>

#include "basalt/operations/describe_global_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeGlobalTable> {
  static void decode(ObjectReader& members, operations::DescribeGlobalTable::Request& request);
  static void encode(const operations::DescribeGlobalTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
