#include "basalt/operations/request_expressions.h"

#include <utility>

namespace basalt::operations {

ApiResult<void> check_conditional_operator(bool given, size_t conditions) {
  if (!given || conditions >= 2) return {};
  if (conditions == 0) {
    return Failure{ApiError::validation("ConditionalOperator cannot be used without Filter or Expected")};
  }
  return Failure{
      ApiError::validation("ConditionalOperator can only be used when Filter or Expected has two or more elements")};
}

ApiResult<expression::Resolved> resolve_expressions(const expression::Texts& texts, Placeholders&& placeholders) {
  expression::Substitutions substitutions;
  substitutions.names = std::move(placeholders.names);
  if (placeholders.values) {
    if (placeholders.values->error) return Failure{*std::move(placeholders.values->error)};
    substitutions.values = std::move(placeholders.values->value);
  }
  return expression::resolve(texts, std::move(substitutions));
}

}  // namespace basalt::operations
