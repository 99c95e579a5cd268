// TransactWriteItems: up to 100 writes and condition checks of distinct items, of any tables, that happen together or
// not at all.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
//
// Sent again with the same ClientRequestToken within ten minutes it happens once, across restarts too. The 4 MB that
// the items may have together are counted of the request: items to put, and keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/delete_item.h"
#include "basalt/operations/put_item.h"
#include "basalt/operations/update_item.h"

namespace basalt::operations {

// Exactly one action must be there. Of the requests of single items it has the members that the Put, Update and Delete
// shapes have.
struct TransactWriteItem {
  struct ConditionCheck {
    std::string table_name;
    Checked<Item> key;
    WriteParameters parameters;
  };
  std::variant<std::monostate, ConditionCheck, PutItem::Request, DeleteItem::Request, UpdateItem::Request> action;
  bool has_several = false;  // more than the one in action
};

struct TransactWriteItems {
  struct Request {
    std::vector<TransactWriteItem> transact_items;    // 1 to 100
    std::optional<std::string> client_request_token;  // 1 to 36 characters
    uint64_t payload = 0;  // with a token: a hash of TransactItems, whatever the order of members and the white space
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
    ReturnItemCollectionMetrics return_item_collection_metrics = ReturnItemCollectionMetrics::kNone;
  };
  struct Response {
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
    std::optional<std::vector<TableMetrics>> item_collection_metrics;
  };
  static constexpr std::string_view kName = "TransactWriteItems";
  static constexpr std::string_view kIamAction = "dynamodb:TransactWriteItems";
  static constexpr Lane kLane = Lane::kWriter;
  static void start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
