#include "basalt/operations/get_resource_policy.h"

#include "operations/resource_arn.h"

namespace basalt::operations {

ApiResult<GetResourcePolicy::Response> GetResourcePolicy::run(Context& context, const Request& request) {
  TRY(policy_holder(context, request.resource_arn));
  return Failure{ApiError::policy_not_found(request.resource_arn)};
}

}  // namespace basalt::operations
