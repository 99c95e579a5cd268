#include "basalt/operations/update_continuous_backups.h"

#include "operations/backup_source.h"

namespace basalt::operations {

ApiResult<UpdateContinuousBackups::Response> UpdateContinuousBackups::run(Context& context, const Request& request) {
  if (!request.point_in_time_recovery && request.recovery_period_in_days) {
    return Failure{ApiError::validation(
        "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.")};
  }
  const auto table = TRY(backup_source(context, request.table_name));
  if (!backups_enabled(*table, context.clock)) return Failure{ApiError::continuous_backups_unavailable(table->name())};
  if (request.point_in_time_recovery) {
    return Failure{ApiError::validation("Point-in-time recovery is not supported by this server")};
  }
  return ContinuousBackups{true};
}

}  // namespace basalt::operations
