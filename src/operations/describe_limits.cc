#include "basalt/operations/describe_limits.h"

namespace basalt::operations {

// DynamoDB's default quotas; a table may not exceed its account's share.
ApiResult<DescribeLimits::Response> DescribeLimits::run(Context&, const Request&) {
  constexpr int64_t kAccountUnits = 80000;
  constexpr int64_t kTableUnits = 40000;
  return Response{kAccountUnits, kAccountUnits, kTableUnits, kTableUnits};
}

}  // namespace basalt::operations
