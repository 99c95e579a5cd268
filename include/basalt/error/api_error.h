// ApiError: what a client sees of a failure. One named factory per AWS exception; the only error type from `store`
// upwards. Plain value.
//
// Types and messages follow the service model (2012-08-10) and what AWS was recorded to answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/result.h"

namespace basalt {

// One entry of TransactionCanceledException's CancellationReasons.
struct CancellationReason {
  std::string code = "None";        // "None", "ConditionalCheckFailed", "TransactionConflict", …
  std::string message;              // empty: absent
  std::optional<std::string> item;  // encoded item (item_codec.h) when asked for and there
};

class ApiError {
 public:
  // "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException": what __type carries.
  const std::string& type() const { return type_; }
  const std::string& message() const { return message_; }
  int http_status() const { return http_status_; }
  // Encoded item of ConditionalCheckFailedException when ReturnValuesOnConditionCheckFailure asked for it.
  const std::optional<std::string>& item() const { return item_; }
  const std::vector<CancellationReason>& cancellation_reasons() const { return reasons_; }
  // Whether the body spells the message's key "Message" (a few of AWS's exceptions do; dispatch-level ones).
  bool capital_message() const { return capital_message_; }
  // The part of type() after '#'.
  std::string_view name() const;

  static ApiError validation(std::string message);          // ValidationException
  static ApiError serialization(std::string message);       // SerializationException; may be empty
  static ApiError resource_not_found(std::string message);  // ResourceNotFoundException
  static ApiError requested_resource_not_found();           //   "Requested resource not found"
  static ApiError table_not_found(std::string_view table);  //   "Requested resource not found: Table: X not found"
  static ApiError resource_in_use(std::string message);     // ResourceInUseException
  static ApiError limit_exceeded(std::string message);      // LimitExceededException
  static ApiError conditional_check_failed(std::optional<std::string> item = std::nullopt);
  static ApiError item_collection_size_limit_exceeded(std::string message);
  static ApiError provisioned_throughput_exceeded(std::string message);
  static ApiError request_limit_exceeded(std::string message);
  static ApiError throttling(std::string message);  // ThrottlingException
  static ApiError beyond_capacity();                //   more is asked for than can be done now; try again
  static ApiError transaction_canceled(std::vector<CancellationReason> reasons);
  static ApiError transaction_conflict();
  static ApiError transaction_in_progress(std::string message);
  static ApiError idempotent_parameter_mismatch(std::string message);
  static ApiError duplicate_item(std::string message);  // PartiQL INSERT
  // "Table not found: X": TableNotFoundException, of actions about backups alone.
  static ApiError source_table_not_found(std::string_view table);
  static ApiError continuous_backups_unavailable(std::string_view table);  // while a table is CREATING
  static ApiError backup_not_found(std::string_view arn);
  static ApiError export_not_found(std::string_view arn);
  static ApiError import_not_found(std::string_view arn);
  // "Resource-based policy not found for the provided ResourceArn: ..."
  static ApiError policy_not_found(std::string_view arn_or_reason);
  static ApiError global_table_not_found(std::string message);
  // Of DynamoDB Streams, whose exceptions have a name space of their own.
  static ApiError stream_not_found(std::string_view arn);     // ResourceNotFoundException
  static ApiError stream_shard_not_found();                   // ResourceNotFoundException
  static ApiError trimmed_data_access();                      // TrimmedDataAccessException
  static ApiError expired_iterator();                         // ExpiredIteratorException
  static ApiError internal_server_error();                    // 500
  static ApiError service_unavailable();                      // 503
  static ApiError unknown_operation();                        // 400 UnknownOperationException (coral)
  static ApiError missing_authentication_token();             // 400
  static ApiError incomplete_signature(std::string message);  // 400
  static ApiError invalid_signature(std::string message);     // 400
  static ApiError access_denied(std::string message);         // 400
  static ApiError request_too_large();                        // 413

 private:
  ApiError(std::string_view type, std::string message, int http_status);
  std::string type_;
  std::string message_;
  int http_status_;
  bool capital_message_ = false;
  std::optional<std::string> item_;
  std::vector<CancellationReason> reasons_;
};

template <class T>
using ApiResult = Result<T, ApiError>;

}  // namespace basalt
