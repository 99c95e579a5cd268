// ExecuteStatement: one PartiQL statement.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/operations/statement_parameters.h"

namespace basalt::operations {

struct ExecuteStatement {
  struct Request {
    StatementParameters statement;
    std::optional<std::string> next_token;
    std::optional<int32_t> limit;  // of items read by a SELECT, before its filter; at least 1
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  };
  struct Response {
    ItemList items;  // of a write: what its RETURNING asks for, or none
    std::optional<std::string> next_token;
    std::optional<Item> last_evaluated_key;
    std::optional<ConsumedCapacity> consumed_capacity;
  };
  static constexpr std::string_view kName = "ExecuteStatement";
  static constexpr std::string_view kIamAction = "dynamodb:PartiQLSelect";
  static constexpr Lane kLane = Lane::kPoolWriter;
  static std::optional<ApiResult<Response>> start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
