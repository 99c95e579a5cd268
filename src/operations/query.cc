#include "basalt/operations/query.h"

#include <array>
#include <utility>

#include "basalt/expression/key_condition.h"
#include "basalt/expression/legacy.h"
#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "operations/key_range.h"
#include "operations/page_action.h"
#include "operations/page_selection.h"
#include "operations/start_key.h"

namespace basalt::operations {
namespace {

ApiResult<void> check_mix(const Query::Request& request) {
  const PageParameters& page = request.page;
  const std::array<expression::Parameter, 3> expressions{
      {{"ProjectionExpression", page.projection_expression.has_value()},
       {"FilterExpression", page.filter_expression.has_value()},
       {"KeyConditionExpression", request.key_condition_expression.has_value()}}};
  const std::array<expression::Parameter, 4> non_expressions{
      {{"AttributesToGet", page.attributes_to_get.has_value()},
       {"QueryFilter", page.filter.has_value()},
       {"ConditionalOperator", page.conditional_operator.has_value()},
       {"KeyConditions", request.key_conditions.has_value()}}};
  return expression::check_parameter_mix(expressions, non_expressions, page.placeholders.names.has_value(),
                                         page.placeholders.values.has_value());
}

ApiResult<void> check_key_conditions(const Query::Request& request) {
  const auto& conditions = request.key_conditions;
  if (!conditions) return {};
  if (conditions->error) return Failure{*conditions->error};
  // Operators and their values are checked as a filter's are; what the schema says of them comes after the table.
  if (!conditions->value.empty()) {
    (void)TRY(expression::lower_filter(conditions->value, expression::ConditionalOperator::kAnd));
  }
  if (conditions->value.size() == 1 || conditions->value.size() == 2) return {};
  return Failure{ApiError::validation("Conditions can be of length 1 or 2 only")};
}

ApiResult<PageClauses> clauses_of(const Query::Request& request) {
  const PageParameters& page = request.page;
  TRY(check_select(page, "1 validation error detected: "));
  TRY(check_mix(request));
  PageClauses clauses;
  TRY(lower_page_filter(page, clauses));
  TRY(lower_page_projection(page, clauses));
  TRY(check_start_key_values(page.exclusive_start_key));
  if (!request.key_conditions && !request.key_condition_expression) {
    return Failure{ApiError::validation(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.")};
  }
  TRY(resolve_page_expressions(page, request.key_condition_expression, clauses));
  TRY(check_key_conditions(request));
  return clauses;
}

// Values that no item's key can have.
ApiResult<void> check_condition_values(const AccessPath& path, const expression::KeyCondition& condition) {
  const expression::KeySchemaView& key = path.key();
  for (size_t i = 0; i < condition.partition.size(); ++i) {
    TRY(check_key_attribute_value(key.partition[i].name, condition.partition[i], true));
  }
  for (size_t i = 0; i < condition.sort_equal.size(); ++i) {
    TRY(check_key_attribute_value(key.sort[i].name, condition.sort_equal[i], false));
  }
  if (!condition.sort) return {};
  const std::string& name = key.sort[condition.sort_equal.size()].name;
  TRY(check_key_attribute_value(name, condition.sort->value, false));
  if (condition.sort->op != expression::SortCondition::Operator::kBetween) return {};
  return check_key_attribute_value(name, condition.sort->upper, false);
}

ApiResult<expression::KeyCondition> key_condition_of(const Query::Request& request, const PageClauses& clauses,
                                                     const AccessPath& path) {
  expression::KeyCondition condition =
      clauses.key_condition ? TRY(expression::key_condition(*clauses.key_condition, path.key()))
                            : TRY(expression::lower_key_conditions(request.key_conditions->value, path.key()));
  TRY(check_condition_values(path, condition));
  return condition;
}

// The checks that need the table, in AWS's order, and the rows they leave to read.
ApiResult<PageRead> prepare(const Query::Request& request, PageClauses&& clauses, const AccessPath& path) {
  const PageParameters& page = request.page;
  TRY(check_index_consistency(path, page.consistent_read));
  const Item* start_key = page.exclusive_start_key ? &page.exclusive_start_key->value : nullptr;
  if (start_key != nullptr) TRY(check_start_key_partition(path, *start_key));
  const expression::KeyCondition condition = TRY(key_condition_of(request, clauses, path));
  if (start_key != nullptr) TRY(check_query_start_key(path, condition, *start_key));
  if (clauses.projection) TRY(check_scalar_keys(path.table(), clauses.projection->paths()));
  if (clauses.filter) TRY(check_filter_keys(path, *clauses.filter, page.filter.has_value()));
  TRY(check_index_selects_all(path, page.select));
  TRY(check_index_projects(path, clauses.projection));
  if (clauses.filter) TRY(check_scalar_keys(path.table(), clauses.filter->paths()));

  PageRead read{.path = path, .range = key_range(path, condition)};
  read.direction = request.scan_index_forward ? engine::Direction::kForward : engine::Direction::kReverse;
  if (start_key != nullptr) start_after(path.row_of(*start_key), read.direction, read.range);
  choose_contents(page, std::move(clauses), read);
  return read;
}

}  // namespace

ApiResult<std::optional<Query::Response>> Query::run(Context& context, const Request& request) {
  PageClauses clauses = TRY(clauses_of(request));
  return answer_page(context, request.page,
                     [&](const AccessPath& path) { return prepare(request, std::move(clauses), path); });
}

}  // namespace basalt::operations
