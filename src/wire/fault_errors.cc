#include "wire/fault_errors.h"

#include <optional>
#include <string>

#include "basalt/operations/execute_transaction.h"
#include "basalt/operations/transact_get_items.h"
#include "basalt/operations/transact_write_items.h"

namespace basalt::wire {
namespace {

constexpr std::string_view kBeyondProvisioned =
    "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning "
    "level with the UpdateTable API.";
constexpr std::string_view kBeyondAccountLimit =
    "Throughput exceeds the current throughput limit for your account. Please contact AWS Support at "
    "https://aws.amazon.com/support to request a limit increase.";

bool is_transaction(std::string_view action) {
  return action == operations::TransactWriteItems::kName || action == operations::TransactGetItems::kName ||
         action == operations::ExecuteTransaction::kName;
}

ApiError error_of(ErrorFault fault) {
  switch (fault) {
    case ErrorFault::kProvisionedThroughputExceeded:
      return ApiError::provisioned_throughput_exceeded(std::string(kBeyondProvisioned));
    case ErrorFault::kThrottling:
      return ApiError::beyond_capacity();
    case ErrorFault::kRequestLimitExceeded:
      return ApiError::request_limit_exceeded(std::string(kBeyondAccountLimit));
    case ErrorFault::kTransactionConflict:
      return ApiError::transaction_conflict();
    case ErrorFault::kInternalServerError:
      return ApiError::internal_server_error();
    case ErrorFault::kServiceUnavailable:
      break;
  }
  return ApiError::service_unavailable();
}

// Empty: it is the whole request's error.
std::string_view reason_code(ErrorFault fault) {
  switch (fault) {
    case ErrorFault::kProvisionedThroughputExceeded:
      return "ProvisionedThroughputExceeded";
    case ErrorFault::kThrottling:
      return "ThrottlingError";
    case ErrorFault::kTransactionConflict:
      return "TransactionConflict";
    case ErrorFault::kRequestLimitExceeded:
    case ErrorFault::kInternalServerError:
    case ErrorFault::kServiceUnavailable:
      break;
  }
  return {};
}

}  // namespace

ApiError fault_error(ErrorFault fault, std::string_view action, const std::vector<bool>& concerned) {
  ApiError error = error_of(fault);
  const std::string_view code = reason_code(fault);
  if (!is_transaction(action) || code.empty()) return error;
  std::vector<CancellationReason> reasons(concerned.size());
  for (size_t i = 0; i < concerned.size(); ++i) {
    if (concerned[i]) reasons[i] = {std::string(code), error.message(), std::nullopt};
  }
  return ApiError::transaction_canceled(std::move(reasons));
}

}  // namespace basalt::wire
