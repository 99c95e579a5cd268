#pragma once

#include <string>

#include "basalt/operations/describe_table_replica_auto_scaling.h"
#include "wire/codec.h"

namespace basalt::wire {

template <>
struct Codec<operations::DescribeTableReplicaAutoScaling> {
  static void decode(ObjectReader& members, operations::DescribeTableReplicaAutoScaling::Request& request);
  static void encode(const operations::DescribeTableReplicaAutoScaling::Response& response, std::string& out);
};

}  // namespace basalt::wire
