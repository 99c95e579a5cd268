#pragma once

#include <string>

#include "basalt/operations/describe_backup.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeBackup> {
  static void decode(ObjectReader& members, operations::DescribeBackup::Request& request);
  static void encode(const operations::DescribeBackup::Response& response, std::string& out);
};

}  // namespace basalt::wire
