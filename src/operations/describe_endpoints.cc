#include "basalt/operations/describe_endpoints.h"

namespace basalt::operations {

ApiResult<DescribeEndpoints::Response> DescribeEndpoints::run(Context& context, const Request&) {
  constexpr int64_t kCachePeriodMinutes = 1440;
  // A client that discovers endpoints goes where it is told: it has to come back.
  const std::string& host = context.identity.host;
  return Response{host.empty() ? "localhost" : host, kCachePeriodMinutes};
}

}  // namespace basalt::operations
