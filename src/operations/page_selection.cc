#include "operations/page_selection.h"

#include <algorithm>
#include <string>
#include <utility>

#include "basalt/expression/legacy.h"
#include "basalt/operations/request_expressions.h"

namespace basalt::operations {
namespace {

constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";

// What is wrong with Select; empty when nothing is.
std::string select_fault(const PageParameters& parameters) {
  const std::string_view projection = parameters.projection_expression ? "ProjectionExpression"
                                      : parameters.attributes_to_get   ? "AttributesToGet"
                                                                       : "";
  const auto excludes_projection = [&](std::string_view choice) {
    if (projection.empty()) return std::string();
    return std::string("Cannot specify the ").append(projection).append(" when choosing to get ").append(choice);
  };
  switch (*parameters.select) {
    case Select::kAllAttributes:
      return excludes_projection("ALL_ATTRIBUTES");
    case Select::kCount:
      return excludes_projection("only the Count");
    case Select::kSpecificAttributes:
      if (!projection.empty()) return {};
      return "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES";
    case Select::kAllProjectedAttributes:
      break;
  }
  std::string fault = excludes_projection("ALL_PROJECTED_ATTRIBUTES");
  if (!fault.empty() || parameters.index_name) return fault;
  return "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName";
}

// Whether the answer needs attributes that a local index does not hold, so that whole items are read beside it.
bool needs_items(const AccessPath& path, std::optional<Select> select,
                 const std::optional<expression::Projection>& projection) {
  if (path.kind() != AccessPath::Kind::kLocalIndex) return false;
  if (path.index_projection().type == store::ProjectionType::kAll) return false;
  if (select == Select::kAllAttributes) return true;
  return projection && std::any_of(projection->paths().begin(), projection->paths().end(),
                                   [&](const DocumentPath& wanted) { return !path.holds(wanted.top()); });
}

}  // namespace

ApiResult<void> check_select(const PageParameters& parameters, std::string_view prefix) {
  if (!parameters.select) return {};
  std::string fault = select_fault(parameters);
  if (fault.empty()) return {};
  return Failure{ApiError::validation(std::string(prefix).append(fault))};
}

ApiResult<void> lower_page_filter(const PageParameters& parameters, PageClauses& clauses) {
  const auto& filter = parameters.filter;
  TRY(check_conditional_operator(parameters.conditional_operator.has_value(), filter ? filter->value.size() : 0));
  if (!filter) return {};
  if (filter->error) return Failure{*filter->error};
  if (filter->value.empty()) return {};
  const auto op = parameters.conditional_operator.value_or(expression::ConditionalOperator::kAnd);
  clauses.filter = TRY(expression::lower_filter(filter->value, op));
  return {};
}

ApiResult<void> lower_page_projection(const PageParameters& parameters, PageClauses& clauses) {
  if (!parameters.attributes_to_get) return {};
  clauses.projection = TRY(expression::lower_attributes_to_get(*parameters.attributes_to_get));
  return {};
}

ApiResult<void> resolve_page_expressions(const PageParameters& parameters,
                                         const std::optional<std::string>& key_condition, PageClauses& clauses) {
  expression::Texts texts;
  texts.filter = parameters.filter_expression;
  texts.key_condition = key_condition;
  texts.projection = parameters.projection_expression;
  if (!texts.filter && !texts.key_condition && !texts.projection) return {};
  expression::Resolved resolved = TRY(resolve_expressions(texts, Placeholders(parameters.placeholders)));
  clauses.key_condition = std::move(resolved.key_condition);
  if (resolved.filter) clauses.filter = std::move(resolved.filter);
  if (resolved.projection) clauses.projection = std::move(resolved.projection);
  return {};
}

ApiResult<void> check_filter_keys(const AccessPath& path, const expression::Condition& filter, bool legacy) {
  const auto mentions = [&](const std::string& name) {
    return std::any_of(filter.paths().begin(), filter.paths().end(),
                       [&](const DocumentPath& mentioned) { return mentioned.top() == name; });
  };
  for (const auto* part : {&path.key().partition, &path.key().sort}) {
    for (const expression::KeyAttribute& attribute : *part) {
      if (!mentions(attribute.name)) continue;
      return Failure{ApiError::validation(
          std::string(legacy ? "QueryFilter" : "Filter Expression") +
          " can only contain non-primary key attributes: Primary key attribute: " + attribute.name)};
    }
  }
  return {};
}

ApiResult<void> check_index_selects_all(const AccessPath& path, std::optional<Select> select) {
  if (path.kind() != AccessPath::Kind::kGlobalIndex || select != Select::kAllAttributes) return {};
  if (path.index_projection().type == store::ProjectionType::kAll) return {};
  return Failure{ApiError::validation(std::string(kInvalid) +
                                      "Select type ALL_ATTRIBUTES is not supported for global secondary index " +
                                      path.index_name() + " because its projection type is not ALL")};
}

ApiResult<void> check_index_projects(const AccessPath& path, const std::optional<expression::Projection>& projection) {
  if (path.kind() != AccessPath::Kind::kGlobalIndex || !projection) return {};
  std::string lacking;
  for (const DocumentPath& wanted : projection->paths()) {
    if (!path.holds(wanted.top())) lacking.append(lacking.empty() ? "" : ", ").append(wanted.top());
  }
  if (lacking.empty()) return {};
  return Failure{ApiError::validation(std::string(kInvalid) + "Global secondary index " + path.index_name() +
                                      " does not project [" + lacking + "]")};
}

ApiResult<void> check_index_consistency(const AccessPath& path, bool consistent_read) {
  if (!consistent_read || path.kind() != AccessPath::Kind::kGlobalIndex) return {};
  return Failure{ApiError::validation("Consistent reads are not supported on global secondary indexes")};
}

void choose_contents(const PageParameters& parameters, PageClauses&& clauses, PageRead& read) {
  if (parameters.limit) read.limit = static_cast<size_t>(*parameters.limit);
  read.count_only = parameters.select == Select::kCount;
  read.reads_items = needs_items(read.path, parameters.select, clauses.projection);
  read.filter = std::move(clauses.filter);
  read.projection = std::move(clauses.projection);
}

}  // namespace basalt::operations
