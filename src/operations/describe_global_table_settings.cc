#include "basalt/operations/describe_global_table_settings.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<DescribeGlobalTableSettings::Response> DescribeGlobalTableSettings::run(Context&, const Request& request) {
  return Failure{ApiError::global_table_not_found(no_global_table(request.global_table_name))};
}

}  // namespace basalt::operations
