#include "basalt/operations/untag_resource.h"

#include "operations/resource_arn.h"
#include "operations/table_settings.h"

namespace basalt::operations {

ApiResult<UntagResource::Response> UntagResource::run(Context& context, const Request& request) {
  TRY(check_table_arn(request.resource_arn));
  if (request.tag_keys.empty()) {
    return Failure{ApiError::validation("Atleast one Tag Key needs to be provided as Input.")};
  }
  TRY(change_tags(context, request.resource_arn, [&](Tags& tags) -> ApiResult<void> {
    for (const std::string& key : request.tag_keys) {
      TRY(check_tag_key(key));
      tags.erase(key);
    }
    return {};
  }));
  return Response{};
}

}  // namespace basalt::operations
