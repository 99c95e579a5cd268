// ExecuteTransaction: up to 100 PartiQL statements of distinct items, all reads or all writes and EXISTS, that happen
// together or not at all: as TransactGetItems and TransactWriteItems do.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/operations/statement_parameters.h"

namespace basalt::operations {

struct ExecuteTransaction {
  struct Request {
    std::vector<StatementParameters> statements;      // 1 to 100
    std::optional<std::string> client_request_token;  // 1 to 36 characters
    uint64_t payload = 0;                             // with a token: a hash of the statements and their parameters
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  };
  struct Response {
    // Of reads, one for each: nullopt when there is no such item, or its columns show nothing. Of writes: none.
    std::vector<std::optional<OwnedItem>> responses;
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
  };
  static constexpr std::string_view kName = "ExecuteTransaction";
  static constexpr std::string_view kIamAction = "dynamodb:PartiQLSelect";
  static constexpr Lane kLane = Lane::kPoolWriter;
  static std::optional<ApiResult<Response>> start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
