#pragma once

#include <string>

#include "basalt/operations/describe_table.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeTable> {
  static void decode(ObjectReader& members, operations::DescribeTable::Request& request);
  static void encode(const operations::DescribeTable::Response& response, std::string& out);
};

}  // namespace basalt::wire
