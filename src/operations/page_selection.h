// Which attributes a page answers, and the filter over it: the rules between Select, projections, filters and indexes
// that Query and Scan share.
//
// Pure functions. Errors are ValidationException with AWS's texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/projection.h"
#include "basalt/operations/page_parameters.h"
#include "operations/access_path.h"
#include "operations/page_read.h"

namespace basalt::operations {

// Select against the projection and the index. prefix: what the action's texts begin with.
ApiResult<void> check_select(const PageParameters& parameters, std::string_view prefix);

// What a request asks for, before its table is known.
struct PageClauses {
  std::optional<expression::Condition> key_condition;  // Query's, unless it has KeyConditions
  std::optional<expression::Condition> filter;
  std::optional<expression::Projection> projection;
};

// The legacy parameters: QueryFilter or ScanFilter with ConditionalOperator, and AttributesToGet.
ApiResult<void> lower_page_filter(const PageParameters& parameters, PageClauses& clauses);
ApiResult<void> lower_page_projection(const PageParameters& parameters, PageClauses& clauses);
// The expressions. key_condition: Query's.
ApiResult<void> resolve_page_expressions(const PageParameters& parameters,
                                         const std::optional<std::string>& key_condition, PageClauses& clauses);

// What a Query's filter must not mention. legacy: it is a QueryFilter.
ApiResult<void> check_filter_keys(const AccessPath& path, const expression::Condition& filter, bool legacy);

// What a global index cannot answer.
ApiResult<void> check_index_selects_all(const AccessPath& path, std::optional<Select> select);
ApiResult<void> check_index_projects(const AccessPath& path, const std::optional<expression::Projection>& projection);

// A global index answers no consistent reads.
ApiResult<void> check_index_consistency(const AccessPath& path, bool consistent_read);

// Fills in what a checked read is to answer, limit included.
void choose_contents(const PageParameters& parameters, PageClauses&& clauses, PageRead& read);

}  // namespace basalt::operations
