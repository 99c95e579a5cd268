#include "basalt/operations/describe_table_replica_auto_scaling.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<DescribeTableReplicaAutoScaling::Response> DescribeTableReplicaAutoScaling::run(Context& context,
                                                                                          const Request& request) {
  const std::string name = TRY(table_name_of(context, request.table_name));
  return Failure{ApiError::resource_not_found(no_global_table(name))};
}

}  // namespace basalt::operations
