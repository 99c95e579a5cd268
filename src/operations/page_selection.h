// Which attributes a page answers, and the filter over it: the rules between Select, projections, filters and indexes
// that Query and Scan share.
//
// Pure functions. Errors are ValidationException with AWS's texts.
#pragma once

#include <optional>
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

// QueryFilter or ScanFilter with ConditionalOperator, lowered; nullopt when there is none.
ApiResult<std::optional<expression::Condition>> lower_page_filter(const PageParameters& parameters);
ApiResult<std::optional<expression::Projection>> lower_page_projection(const PageParameters& parameters);

// What a Query's filter must not mention. legacy: it is a QueryFilter.
ApiResult<void> check_filter_keys(const AccessPath& path, const expression::Condition& filter, bool legacy);

// What a global index cannot answer.
ApiResult<void> check_index_selects_all(const AccessPath& path, std::optional<Select> select);
ApiResult<void> check_index_projects(const AccessPath& path, const std::optional<expression::Projection>& projection);

// A global index answers no consistent reads.
ApiResult<void> check_index_consistency(const AccessPath& path, bool consistent_read);

// Fills in what a checked read is to answer, limit included.
void choose_contents(const PageParameters& parameters, std::optional<expression::Condition> filter,
                     std::optional<expression::Projection> projection, PageRead& read);

}  // namespace basalt::operations
