#include "basalt/operations/describe_backup.h"

#include "operations/sub_resource_arn.h"

namespace basalt::operations {

ApiResult<DescribeBackup::Response> DescribeBackup::run(Context& context, const Request& request) {
  TRY(check_backup_arn(context, request.backup_arn));
  return Failure{ApiError::backup_not_found(request.backup_arn)};
}

}  // namespace basalt::operations
