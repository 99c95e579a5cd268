#include "basalt/operations/describe_continuous_backups.h"

#include "operations/backup_source.h"

namespace basalt::operations {

ApiResult<DescribeContinuousBackups::Response> DescribeContinuousBackups::run(Context& context,
                                                                              const Request& request) {
  const auto table = TRY(backup_source(context, request.table_name));
  return ContinuousBackups{backups_enabled(*table, context.clock)};
}

}  // namespace basalt::operations
