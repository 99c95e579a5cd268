// BatchWriteItem: up to 25 puts and deletes in any tables, each by itself.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
//
// All writes are queued with their shards' writers at once, so they share commits; the answer follows the last of them.
// Writes that a full queue refused come back as UnprocessedItems.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/encoded_item.h"

namespace basalt::operations {

// Exactly one of the two must be there.
struct WriteRequest {
  std::optional<Checked<EncodedItem>> put_item;
  std::optional<Checked<Item>> delete_key;
};

struct BatchWriteItem {
  struct TableRequests {
    std::string table_name;  // or its ARN; answered as it was asked
    std::vector<WriteRequest> requests;
  };
  struct Request {
    std::vector<TableRequests> request_items;  // in the request's order
    ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
    ReturnItemCollectionMetrics return_item_collection_metrics = ReturnItemCollectionMetrics::kNone;
  };
  struct Response {
    std::vector<TableRequests> unprocessed_items;
    std::optional<std::vector<TableMetrics>> item_collection_metrics;
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
  };
  static constexpr std::string_view kName = "BatchWriteItem";
  static constexpr std::string_view kIamAction = "dynamodb:BatchWriteItem";
  static constexpr Lane kLane = Lane::kWriter;
  static void start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
