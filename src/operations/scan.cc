#include "basalt/operations/scan.h"

#include <array>
#include <string>
#include <utility>

#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "operations/key_range.h"
#include "operations/page_action.h"
#include "operations/page_selection.h"
#include "operations/start_key.h"

namespace basalt::operations {
namespace {

ApiResult<void> check_mix(const PageParameters& page) {
  const std::array<expression::Parameter, 2> expressions{
      {{"ProjectionExpression", page.projection_expression.has_value()},
       {"FilterExpression", page.filter_expression.has_value()}}};
  const std::array<expression::Parameter, 3> non_expressions{
      {{"AttributesToGet", page.attributes_to_get.has_value()},
       {"ScanFilter", page.filter.has_value()},
       {"ConditionalOperator", page.conditional_operator.has_value()}}};
  return expression::check_parameter_mix(expressions, non_expressions, page.placeholders.names.has_value(),
                                         page.placeholders.values.has_value());
}

ApiResult<void> check_segment(const Scan::Request& request) {
  const auto refused = [](std::string text) { return Failure{ApiError::validation(std::move(text))}; };
  if (request.segment && !request.total_segments) {
    return refused(
        "The TotalSegments parameter is required but was not present in the request when Segment parameter is "
        "present");
  }
  if (!request.total_segments) return {};
  if (!request.segment) {
    return refused(
        "The Segment parameter is required but was not present in the request when parameter TotalSegments is "
        "present");
  }
  if (*request.segment < *request.total_segments) return {};
  return refused("The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: " +
                 std::to_string(*request.segment) +
                 " is not less than TotalSegments: " + std::to_string(*request.total_segments));
}

ApiResult<PageClauses> clauses_of(const Scan::Request& request) {
  const PageParameters& page = request.page;
  TRY(check_select(page, {}));
  TRY(check_mix(page));
  PageClauses clauses;
  TRY(lower_page_projection(page, clauses));
  TRY(lower_page_filter(page, clauses));
  TRY(check_start_key_values(page.exclusive_start_key));
  TRY(check_segment(request));
  TRY(resolve_page_expressions(page, std::nullopt, clauses));
  return clauses;
}

store::RowRange rows_of(const Scan::Request& request, const AccessPath& path) {
  if (!request.segment) return segment_range(path.space(), 0, 1);
  return segment_range(path.space(), static_cast<uint32_t>(*request.segment),
                       static_cast<uint32_t>(*request.total_segments));
}

// The checks that need the table, in AWS's order, and the rows they leave to read.
ApiResult<PageRead> prepare(const Scan::Request& request, PageClauses&& clauses, const AccessPath& path) {
  const PageParameters& page = request.page;
  TRY(check_index_consistency(path, page.consistent_read));
  PageRead read{.path = path, .range = rows_of(request, path)};
  const Item* start_key = page.exclusive_start_key ? &page.exclusive_start_key->value : nullptr;
  if (start_key != nullptr) TRY(check_scan_start_key_index(path, *start_key));
  TRY(check_index_selects_all(path, page.select));
  TRY(check_index_projects(path, clauses.projection));
  if (start_key != nullptr) {
    TRY(check_scan_start_key_table(path, *start_key));
    if (request.segment) {
      TRY(check_start_key_segment(path, read.range, *request.segment, *request.total_segments, *start_key));
    }
    start_after(path.row_of(*start_key), read.direction, read.range);
  }
  if (clauses.projection) TRY(check_scalar_keys(path.table(), clauses.projection->paths()));
  if (clauses.filter) TRY(check_scalar_keys(path.table(), clauses.filter->paths()));
  choose_contents(page, std::move(clauses), read);
  return read;
}

}  // namespace

ApiResult<std::optional<Scan::Response>> Scan::run(Context& context, const Request& request) {
  PageClauses clauses = TRY(clauses_of(request));
  return answer_page(context, request.page,
                     [&](const AccessPath& path) { return prepare(request, std::move(clauses), path); });
}

}  // namespace basalt::operations
