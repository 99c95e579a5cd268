#include "basalt/operations/describe_table.h"

#include "basalt/operations/table_name.h"
#include "operations/table_change.h"

namespace basalt::operations {

ApiResult<DescribeTable::Response> DescribeTable::run(Context& context, const Request& request) {
  auto table = TRY(find_table_in_any_status(context, request.table_name));
  const TableStatus status = table_status(table->definition(), context.clock);
  return Response{{std::move(table), status, seconds_since_epoch(context.clock)}};
}

}  // namespace basalt::operations
