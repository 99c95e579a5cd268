// BatchGetItem: up to 100 items of any tables by key.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
//
// Not one snapshot: each item is read by itself. Keys whose items would take the answer above 16 MB come back as
// UnprocessedKeys.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

struct KeysAndAttributes {
  std::vector<Checked<Item>> keys;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<std::string> projection_expression;
  std::optional<std::map<std::string, std::string, std::less<>>> expression_attribute_names;
  std::optional<bool> consistent_read;
};

struct BatchGetItem {
  struct TableKeys {
    std::string table_name;  // or its ARN; answered as it was asked
    KeysAndAttributes request;
  };
  struct TableItems {
    std::string table_name;
    ItemList items;
  };
  struct Request {
    std::vector<TableKeys> request_items;  // in the request's order
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  };
  struct Response {
    std::vector<TableItems> responses;
    std::vector<TableKeys> unprocessed_keys;
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
  };
  static constexpr std::string_view kName = "BatchGetItem";
  static constexpr std::string_view kIamAction = "dynamodb:BatchGetItem";
  static constexpr Lane kLane = Lane::kPool;
  static ApiResult<Response> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
