#include "wire/describe_table_replica_auto_scaling_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::DescribeTableReplicaAutoScaling>::decode(
    ObjectReader& members, operations::DescribeTableReplicaAutoScaling::Request& request) {
  members.control_plane_table_name(request.table_name);
}

void Codec<operations::DescribeTableReplicaAutoScaling>::encode(
    const operations::DescribeTableReplicaAutoScaling::Response&, std::string& out) {
  ObjectWriter object(out);
}

}  // namespace basalt::wire
