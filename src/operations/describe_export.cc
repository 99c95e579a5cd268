#include "basalt/operations/describe_export.h"

#include "operations/sub_resource_arn.h"

namespace basalt::operations {

ApiResult<DescribeExport::Response> DescribeExport::run(Context& context, const Request& request) {
  TRY(check_export_arn(context, request.export_arn));
  return Failure{ApiError::export_not_found(request.export_arn)};
}

}  // namespace basalt::operations
