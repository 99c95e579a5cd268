// GetItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

struct GetItem {
  struct Request {
    std::string table_name;
    Checked<Item> key;
    bool consistent_read = false;
    std::optional<std::string> projection_expression;
    Placeholders placeholders;  // names only
    std::optional<std::vector<std::string>> attributes_to_get;
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  };
  struct Response {
    std::optional<OwnedItem> item;  // absent: no such item; there and empty: a projection that matched nothing
    std::optional<ConsumedCapacity> consumed_capacity;
  };
  static constexpr std::string_view kName = "GetItem";
  static constexpr std::string_view kIamAction = "dynamodb:GetItem";
  static constexpr Lane kLane = Lane::kPoint;
  static ApiResult<std::optional<Response>> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
