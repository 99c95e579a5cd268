#include "basalt/operations/describe_global_table.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<DescribeGlobalTable::Response> DescribeGlobalTable::run(Context&, const Request& request) {
  return Failure{
      ApiError::global_table_not_found("Global table not found: " + no_global_table(request.global_table_name))};
}

}  // namespace basalt::operations
