#include "basalt/operations/describe_time_to_live.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<DescribeTimeToLive::Response> DescribeTimeToLive::run(Context& context, const Request& request) {
  const auto table = TRY(find_table_in_any_status(context, request.table_name));
  return Response{table->definition().time_to_live};
}

}  // namespace basalt::operations
