#include "basalt/operations/list_global_tables.h"

namespace basalt::operations {

ApiResult<ListGlobalTables::Response> ListGlobalTables::run(Context&, const Request&) { return Response{}; }

}  // namespace basalt::operations
