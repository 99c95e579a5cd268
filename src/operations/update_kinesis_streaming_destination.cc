#include "basalt/operations/update_kinesis_streaming_destination.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<UpdateKinesisStreamingDestination::Response> UpdateKinesisStreamingDestination::run(Context& context,
                                                                                              const Request& request) {
  if (!request.precision) {
    return Failure{
        ApiError::validation("Streaming destination cannot be updated with given parameters: "
                             "UpdateKinesisStreamingConfiguration cannot be null or contain only null values")};
  }
  const auto table = TRY(find_table_in_any_status(context, request.table_name));
  return Failure{
      ApiError::validation("Table is not in a valid state to enable Kinesis Streaming Destination: Kinesis streaming "
                           "is not in ACTIVE state. Updates are only allowed in ACTIVE state. TableName: " +
                           table->name() + ", kdsArn: " + request.stream_arn)};
}

}  // namespace basalt::operations
