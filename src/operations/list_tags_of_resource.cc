#include "basalt/operations/list_tags_of_resource.h"

#include "operations/resource_arn.h"

namespace basalt::operations {
namespace {

constexpr size_t kTagsPerPage = 10;

}  // namespace

// Pages hold ten tags, in the order of their keys; the token is the last key of the page before.
ApiResult<ListTagsOfResource::Response> ListTagsOfResource::run(Context& context, const Request& request) {
  TRY(check_table_arn(request.resource_arn));
  const auto table = TRY(table_of_arn(context, request.resource_arn));
  const auto& tags = table->definition().tags;
  Response response;
  auto at = request.next_token ? tags.upper_bound(*request.next_token) : tags.begin();
  for (; at != tags.end() && response.tags.size() < kTagsPerPage; ++at) {
    response.tags.push_back({at->first, at->second});
  }
  if (at != tags.end()) response.next_token = response.tags.back().key;
  return response;
}

}  // namespace basalt::operations
