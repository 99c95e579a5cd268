#include "basalt/operations/update_global_table.h"

#include "basalt/operations/table_name.h"
#include "operations/table_checks.h"

namespace basalt::operations {

ApiResult<UpdateGlobalTable::Response> UpdateGlobalTable::run(Context&, const Request& request) {
  if (!request.has_updates) return Failure{ApiError::validation("One or more parameter values were invalid")};
  if (request.creates_replica) return Failure{legacy_global_table()};
  return Failure{
      ApiError::global_table_not_found("Global table not found: " + no_global_table(request.global_table_name))};
}

}  // namespace basalt::operations
