#include "basalt/operations/describe_endpoints.h"

namespace basalt::operations {

ApiResult<DescribeEndpoints::Response> DescribeEndpoints::run(Context& context, const Request&) {
  constexpr int64_t kCachePeriodMinutes = 1440;
  return Response{"dynamodb." + context.identity.region + ".amazonaws.com", kCachePeriodMinutes};
}

}  // namespace basalt::operations
