#include "operations/cancellation.h"

#include "basalt/operations/key_checks.h"
#include "operations/error_code.h"

namespace basalt::operations {
namespace {

// An error of the action itself. All others (a table that is not there, a server that is not well) are the request's.
bool cancels(const ApiError& error) {
  const std::string_view name = error.name();
  if (name == "ValidationException") return !is_about_empty_key(error);
  return name == "ConditionalCheckFailedException" || name == "DuplicateItemException" ||
         name == "ItemCollectionSizeLimitExceededException";
}

}  // namespace

ApiError transaction_error(const std::vector<const ApiError*>& errors) {
  std::vector<CancellationReason> reasons;
  reasons.reserve(errors.size());
  for (const ApiError* error : errors) {
    if (error != nullptr && !cancels(*error)) return *error;
    CancellationReason& reason = reasons.emplace_back();
    if (error == nullptr) continue;
    reason.code = error_code(*error);
    reason.message = error->message();
    reason.item = error->item();
  }
  return ApiError::transaction_canceled(std::move(reasons));
}

ApiResult<void> check_distinct(std::vector<std::string_view> rows) {
  std::sort(rows.begin(), rows.end());
  if (std::adjacent_find(rows.begin(), rows.end()) == rows.end()) return {};
  return Failure{ApiError::validation("Transaction request cannot include multiple operations on one item")};
}

ApiError transaction_too_large() {
  return ApiError::validation("The aggregate size of the items in the transaction exceeded 4 MB");
}

}  // namespace basalt::operations
