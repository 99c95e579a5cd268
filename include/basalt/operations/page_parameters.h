// What Query and Scan share: the parameters of a page, and the answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "basalt/expression/legacy.h"
#include "basalt/operations/action.h"
#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/owned_item.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

enum class Select { kAllAttributes, kAllProjectedAttributes, kSpecificAttributes, kCount };

struct PageParameters {
  std::string table_name;  // or a table's ARN
  std::optional<std::string> index_name;
  std::optional<Select> select;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<std::string> projection_expression;
  std::optional<std::string> filter_expression;
  std::optional<Checked<expression::Named<expression::LegacyCondition>>> filter;  // QueryFilter or ScanFilter
  std::optional<expression::ConditionalOperator> conditional_operator;
  Placeholders placeholders;
  std::optional<Checked<Item>> exclusive_start_key;
  std::optional<int32_t> limit;  // at least 1
  bool consistent_read = false;
  ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
};

struct PageResponse {
  std::optional<ItemList> items;  // absent for Select COUNT
  size_t count = 0;
  size_t scanned_count = 0;                // before the filter
  std::optional<Item> last_evaluated_key;  // absent: the last page
  std::optional<ConsumedCapacity> consumed_capacity;
};

}  // namespace basalt::operations
