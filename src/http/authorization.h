// Authorization: what a request says about who sends it, and AWS's answers when it says it wrongly. Any credentials
// are accepted; the signature is not verified.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
#pragma once

#include <optional>

#include "basalt/error/api_error.h"
#include "basalt/operations/context.h"
#include "http/request.h"

namespace basalt::http {

struct Authorization {
  operations::Identity identity;
  std::optional<ApiError> error;
};

// Reads the Authorization header, or the query string of a presigned request.
Authorization authorize(const Request& request, bool scope_per_account);

}  // namespace basalt::http
