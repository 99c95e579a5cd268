// Query: a page of one item collection, of a table or of an index.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
//
// A page ends with the item that reaches Limit or 1 MB of item sizes; LastEvaluatedKey is that item's key, also when
// nothing follows it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/page_parameters.h"

namespace basalt::operations {

struct Query {
  struct Request {
    PageParameters page;
    std::optional<std::string> key_condition_expression;
    std::optional<Checked<expression::Named<expression::LegacyCondition>>> key_conditions;
    bool scan_index_forward = true;
  };
  using Response = PageResponse;
  static constexpr std::string_view kName = "Query";
  static constexpr std::string_view kIamAction = "dynamodb:Query";
  static constexpr Lane kLane = Lane::kPoint;
  static ApiResult<std::optional<Response>> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
