#include "basalt/operations/create_global_table.h"

#include "operations/table_checks.h"

namespace basalt::operations {

ApiResult<CreateGlobalTable::Response> CreateGlobalTable::run(Context&, const Request&) {
  return Failure{legacy_global_table()};
}

}  // namespace basalt::operations
