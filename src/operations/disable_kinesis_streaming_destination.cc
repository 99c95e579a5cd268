#include "basalt/operations/disable_kinesis_streaming_destination.h"

#include "basalt/operations/table_name.h"

namespace basalt::operations {

ApiResult<DisableKinesisStreamingDestination::Response> DisableKinesisStreamingDestination::run(
    Context& context, const Request& request) {
  if (request.has_configuration) {
    return Failure{
        ApiError::validation("Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters")};
  }
  TRY(find_table_in_any_status(context, request.table_name));
  return Failure{
      ApiError::validation("Table is not in a valid state to enable Kinesis Streaming Destination: "
                           "KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.")};
}

}  // namespace basalt::operations
