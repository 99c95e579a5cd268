#include "basalt/operations/describe_kinesis_streaming_destination.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<DescribeKinesisStreamingDestination::Response> DescribeKinesisStreamingDestination::run(
    Context& context, const Request& request) {
  const auto table = TRY(find_table_in_any_status(context, request.table_name));
  return Response{table->name()};
}

}  // namespace basalt::operations
