// TransactGetItems: up to 100 distinct items, of any tables, as they all are at one moment.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/get_item.h"

namespace basalt::operations {

struct TransactGetItems {
  struct Request {
    // 1 to 100. Of GetItem's request they have the members that the Get shape has.
    std::vector<GetItem::Request> transact_items;
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  };
  struct Response {
    std::vector<std::optional<OwnedItem>> responses;  // nullopt: no such item, or its projection matched nothing
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
  };
  static constexpr std::string_view kName = "TransactGetItems";
  static constexpr std::string_view kIamAction = "dynamodb:TransactGetItems";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
