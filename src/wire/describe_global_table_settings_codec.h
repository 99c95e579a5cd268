#pragma once

#include <string>

#include "basalt/operations/describe_global_table_settings.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeGlobalTableSettings> {
  static void decode(ObjectReader& members, operations::DescribeGlobalTableSettings::Request& request);
  static void encode(const operations::DescribeGlobalTableSettings::Response& response, std::string& out);
};

}  // namespace basalt::wire
