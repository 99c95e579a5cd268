#include "basalt/operations/list_imports.h"

#include "operations/sub_resource_arn.h"

namespace basalt::operations {

ApiResult<ListImports::Response> ListImports::run(Context&, const Request& request) {
  if (request.table_arn) TRY(check_listed_table_arn(*request.table_arn));
  if (request.next_token) return Failure{invalid_next_token(*request.next_token)};
  return Response{};
}

}  // namespace basalt::operations
