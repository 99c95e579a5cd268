// How batches and transactions name an error inside an answer: "ConditionalCheckFailed" for
// ConditionalCheckFailedException, "ValidationError" for ValidationException. Private to operations.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html
#pragma once

#include <string>

#include "basalt/error/api_error.h"

namespace basalt::operations {

std::string error_code(const ApiError& error);

}  // namespace basalt::operations
