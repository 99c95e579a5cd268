// A request's expressions from its parameters: what every action with expressions or legacy conditions does before it
// looks for the table. Which parameters go together was checked before (expression/parameter_mix.h).
//
// Pure functions, any thread. Errors are ValidationException with AWS's texts.
#pragma once

#include <cstddef>

#include "basalt/error/api_error.h"
#include "basalt/expression/resolve.h"
#include "basalt/operations/write_parameters.h"

namespace basalt::operations {

// ConditionalOperator joins the conditions of Expected, QueryFilter or ScanFilter, so there must be two at least.
ApiResult<void> check_conditional_operator(bool given, size_t conditions);

// Parses and resolves. The placeholders are moved from; a value in them that was not one is refused here.
ApiResult<expression::Resolved> resolve_expressions(const expression::Texts& texts, Placeholders&& placeholders);

}  // namespace basalt::operations
