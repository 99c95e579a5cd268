#include "basalt/operations/list_backups.h"

#include "operations/sub_resource_arn.h"
#include "operations/table_checks.h"

namespace basalt::operations {

ApiResult<ListBackups::Response> ListBackups::run(Context& context, const Request& request) {
  const auto& lower = request.time_range_lower_bound;
  const auto& upper = request.time_range_upper_bound;
  if (lower && upper && *lower > *upper) {
    return Failure{invalid_parameter("Time range lower bound must be less than or equal to upper bound")};
  }
  if (request.exclusive_start_backup_arn) TRY(check_backup_arn(context, *request.exclusive_start_backup_arn));
  return Response{};
}

}  // namespace basalt::operations
