#include "basalt/error/api_error.h"

#include <utility>

namespace basalt {
namespace {

// AWS's exceptions come from five name spaces, and clients can see which.
constexpr std::string_view kDynamodb = "com.amazonaws.dynamodb.v20120810#";
constexpr std::string_view kStreams = "com.amazonaws.dynamodb.streams.v20120810#";
constexpr std::string_view kCoralService = "com.amazon.coral.service#";
constexpr std::string_view kCoralValidate = "com.amazon.coral.validate#";
constexpr std::string_view kCoralAvailability = "com.amazon.coral.availability#";

constexpr int kBadRequest = 400;

std::string join(std::string_view name_space, std::string_view name) {
  std::string type(name_space);
  type.append(name);
  return type;
}

std::string cancellation_message(const std::vector<CancellationReason>& reasons) {
  std::string message = "Transaction cancelled, please refer cancellation reasons for specific reasons [";
  for (size_t i = 0; i < reasons.size(); ++i) {
    if (i > 0) message.append(", ");
    message.append(reasons[i].code);
  }
  message.push_back(']');
  return message;
}

}  // namespace

ApiError::ApiError(std::string_view type, std::string message, int http_status)
    : type_(type), message_(std::move(message)), http_status_(http_status) {}

std::string_view ApiError::name() const { return std::string_view(type_).substr(type_.find('#') + 1); }

ApiError ApiError::validation(std::string message) {
  return {join(kCoralValidate, "ValidationException"), std::move(message), kBadRequest};
}

ApiError ApiError::serialization(std::string message) {
  ApiError error{join(kCoralService, "SerializationException"), std::move(message), kBadRequest};
  error.capital_message_ = true;
  return error;
}

ApiError ApiError::resource_not_found(std::string message) {
  return {join(kDynamodb, "ResourceNotFoundException"), std::move(message), kBadRequest};
}

ApiError ApiError::requested_resource_not_found() { return resource_not_found("Requested resource not found"); }

ApiError ApiError::table_not_found(std::string_view table) {
  return resource_not_found(join("Requested resource not found: Table: ", table) + " not found");
}

ApiError ApiError::resource_in_use(std::string message) {
  return {join(kDynamodb, "ResourceInUseException"), std::move(message), kBadRequest};
}

ApiError ApiError::limit_exceeded(std::string message) {
  return {join(kDynamodb, "LimitExceededException"), std::move(message), kBadRequest};
}

ApiError ApiError::conditional_check_failed(std::optional<std::string> item) {
  ApiError error{join(kDynamodb, "ConditionalCheckFailedException"), "The conditional request failed", kBadRequest};
  error.item_ = std::move(item);
  return error;
}

ApiError ApiError::item_collection_size_limit_exceeded(std::string message) {
  return {join(kDynamodb, "ItemCollectionSizeLimitExceededException"), std::move(message), kBadRequest};
}

ApiError ApiError::provisioned_throughput_exceeded(std::string message) {
  return {join(kDynamodb, "ProvisionedThroughputExceededException"), std::move(message), kBadRequest};
}

ApiError ApiError::request_limit_exceeded(std::string message) {
  return {join(kDynamodb, "RequestLimitExceeded"), std::move(message), kBadRequest};
}

ApiError ApiError::throttling(std::string message) {
  return {join(kCoralAvailability, "ThrottlingException"), std::move(message), kBadRequest};
}

ApiError ApiError::beyond_capacity() {
  return throttling(
      "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or "
      "index so please try again shortly. If exceptions persist, check if you have a hot key: "
      "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html");
}

ApiError ApiError::transaction_canceled(std::vector<CancellationReason> reasons) {
  ApiError error{join(kDynamodb, "TransactionCanceledException"), cancellation_message(reasons), kBadRequest};
  error.capital_message_ = true;
  error.reasons_ = std::move(reasons);
  return error;
}

ApiError ApiError::transaction_conflict() {
  return {join(kDynamodb, "TransactionConflictException"), "Transaction is ongoing for the item", kBadRequest};
}

ApiError ApiError::transaction_in_progress(std::string message) {
  ApiError error{join(kDynamodb, "TransactionInProgressException"), std::move(message), kBadRequest};
  error.capital_message_ = true;
  return error;
}

ApiError ApiError::idempotent_parameter_mismatch(std::string message) {
  ApiError error{join(kDynamodb, "IdempotentParameterMismatchException"), std::move(message), kBadRequest};
  error.capital_message_ = true;
  return error;
}

ApiError ApiError::duplicate_item(std::string message) {
  return {join(kDynamodb, "DuplicateItemException"), std::move(message), kBadRequest};
}

ApiError ApiError::source_table_not_found(std::string_view table) {
  return {join(kDynamodb, "TableNotFoundException"), join("Table not found: ", table), kBadRequest};
}

ApiError ApiError::continuous_backups_unavailable(std::string_view table) {
  return {join(kDynamodb, "ContinuousBackupsUnavailableException"),
          join("Backups are being enabled for the table: ", table) + ". Please retry later", kBadRequest};
}

ApiError ApiError::backup_not_found(std::string_view arn) {
  return {join(kDynamodb, "BackupNotFoundException"), join("Backup not found: ", arn), kBadRequest};
}

// AWS says it twice.
ApiError ApiError::export_not_found(std::string_view arn) {
  return {join(kDynamodb, "ExportNotFoundException"), join("Export not found: Export not found: ", arn), kBadRequest};
}

ApiError ApiError::import_not_found(std::string_view arn) {
  return {join(kDynamodb, "ImportNotFoundException"), join("Import not found: Import not found: ", arn), kBadRequest};
}

ApiError ApiError::policy_not_found(std::string_view arn_or_reason) {
  return {join(kDynamodb, "PolicyNotFoundException"),
          join("Resource-based policy not found for the provided ResourceArn: ", arn_or_reason), kBadRequest};
}

ApiError ApiError::global_table_not_found(std::string message) {
  return {join(kDynamodb, "GlobalTableNotFoundException"), std::move(message), kBadRequest};
}

ApiError ApiError::stream_not_found(std::string_view arn) {
  return {join(kStreams, "ResourceNotFoundException"),
          join("Requested resource not found: Stream: ", arn) + " not found", kBadRequest};
}

ApiError ApiError::stream_shard_not_found() {
  return {join(kStreams, "ResourceNotFoundException"), "Requested resource not found: Shard does not exist",
          kBadRequest};
}

ApiError ApiError::trimmed_data_access() {
  return {join(kStreams, "TrimmedDataAccessException"), "The data you are trying to access has been trimmed.",
          kBadRequest};
}

ApiError ApiError::expired_iterator() {
  return {join(kStreams, "ExpiredIteratorException"), "The provided iterator exceeds the maximum age allowed.",
          kBadRequest};
}

ApiError ApiError::internal_server_error() {
  return {join(kDynamodb, "InternalServerError"), "Internal server error", 500};
}

ApiError ApiError::service_unavailable() {
  return {join(kCoralAvailability, "ServiceUnavailableException"),
          "Service is temporarily unable to process the request; please try again", 503};
}

ApiError ApiError::unknown_operation() { return {join(kCoralService, "UnknownOperationException"), "", kBadRequest}; }

ApiError ApiError::missing_authentication_token() {
  return {join(kCoralService, "MissingAuthenticationTokenException"), "Request is missing Authentication Token",
          kBadRequest};
}

ApiError ApiError::incomplete_signature(std::string message) {
  return {join(kCoralService, "IncompleteSignatureException"), std::move(message), kBadRequest};
}

ApiError ApiError::invalid_signature(std::string message) {
  return {join(kCoralService, "InvalidSignatureException"), std::move(message), kBadRequest};
}

ApiError ApiError::access_denied(std::string message) {
  ApiError error{join(kCoralService, "AccessDeniedException"), std::move(message), kBadRequest};
  error.capital_message_ = true;
  return error;
}

ApiError ApiError::request_too_large() {
  return {join(kCoralService, "RequestEntityTooLargeException"), "Request body is too large", 413};
}

}  // namespace basalt
