#include "basalt/operations/describe_import.h"

#include "operations/sub_resource_arn.h"

namespace basalt::operations {

ApiResult<DescribeImport::Response> DescribeImport::run(Context& context, const Request& request) {
  TRY(check_import_arn(context, request.import_arn));
  return Failure{ApiError::import_not_found(request.import_arn)};
}

}  // namespace basalt::operations
