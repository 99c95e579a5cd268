#include "basalt/operations/tag_resource.h"

#include "operations/resource_arn.h"
#include "operations/table_settings.h"

namespace basalt::operations {

ApiResult<TagResource::Response> TagResource::run(Context& context, const Request& request) {
  TRY(check_table_arn(request.resource_arn));
  if (request.tags.empty()) return Failure{ApiError::validation("Atleast one Tag needs to be provided as Input.")};
  TRY(change_tags(context, request.resource_arn, [&](Tags& tags) { return add_tags(request.tags, tags); }));
  return Response{};
}

}  // namespace basalt::operations
