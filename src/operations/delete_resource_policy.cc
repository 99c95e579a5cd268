#include "basalt/operations/delete_resource_policy.h"

#include "operations/resource_arn.h"
#include "operations/table_change.h"

namespace basalt::operations {

ApiResult<DeleteResourcePolicy::Response> DeleteResourcePolicy::run(Context& context, const Request& request) {
  const auto table = TRY(policy_holder(context, request.resource_arn));
  if (table_status(table->definition(), context.clock) == TableStatus::kDeleting) {
    return Failure{in_use(*table, TableStatus::kDeleting)};
  }
  if (!request.expected_revision_id) return Response{};
  return Failure{ApiError::policy_not_found("Requested update for policy with revision id " +
                                            *request.expected_revision_id + ", but table " + table->name() +
                                            " has no associated policy")};
}

}  // namespace basalt::operations
