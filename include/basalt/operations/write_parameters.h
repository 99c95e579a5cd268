// The parameters PutItem, UpdateItem and DeleteItem share, and the parts of their answers.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "basalt/expression/legacy.h"
#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

enum class ReturnValues { kNone, kAllOld, kUpdatedOld, kAllNew, kUpdatedNew };
enum class ReturnItemCollectionMetrics { kNone, kSize };

// ExpressionAttributeNames and ExpressionAttributeValues as the request gives them.
struct Placeholders {
  std::optional<std::map<std::string, std::string, std::less<>>> names;
  // error: the first value that is not one, with its key in the text.
  std::optional<Checked<std::map<std::string, AttributeValue, std::less<>>>> values;
};

struct WriteParameters {
  std::optional<std::string> condition_expression;
  Placeholders placeholders;
  std::optional<Checked<expression::Named<expression::ExpectedAttribute>>> expected;
  std::optional<expression::ConditionalOperator> conditional_operator;
  ReturnValues return_values = ReturnValues::kNone;
  ReturnValues return_values_on_condition_check_failure = ReturnValues::kNone;
  ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
  ReturnItemCollectionMetrics return_item_collection_metrics = ReturnItemCollectionMetrics::kNone;
};

// Size estimate of one item collection, for tables with local secondary indexes.
struct ItemCollectionMetrics {
  Item item_collection_key;
  std::array<double, 2> size_estimate_range_gb{0, 1};
};

// Of the item collections of one table that a batch or a transaction changed.
struct TableMetrics {
  std::string table_name;
  std::vector<ItemCollectionMetrics> metrics;
};

// What PutItem, UpdateItem and DeleteItem answer.
struct WriteResponse {
  std::optional<OwnedItem> attributes;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<ItemCollectionMetrics> item_collection_metrics;
};

}  // namespace basalt::operations
