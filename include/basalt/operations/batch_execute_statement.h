// BatchExecuteStatement: up to 25 PartiQL statements, all reads of single items or all writes. Each stands by itself
// and fails by itself.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/operations/statement_parameters.h"

namespace basalt::operations {

struct BatchExecuteStatement {
  struct Request {
    std::vector<StatementParameters> statements;  // 1 to 25
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  };
  struct StatementError {
    std::string code;  // "ConditionalCheckFailed", "ValidationError", …
    std::string message;
    std::optional<std::string> item;  // encoded: what failed the condition, when it was asked for
  };
  struct StatementResponse {
    std::optional<StatementError> error;
    std::optional<std::string> table_name;  // absent when the statement was refused before it ran
    std::optional<OwnedItem> item;
  };
  struct Response {
    std::vector<StatementResponse> responses;                        // one for each statement, in their order
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;  // of the statements that ran, in their order
  };
  static constexpr std::string_view kName = "BatchExecuteStatement";
  static constexpr std::string_view kIamAction = "dynamodb:PartiQLSelect";
  static constexpr Lane kLane = Lane::kPoolWriter;
  static std::optional<ApiResult<Response>> start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
