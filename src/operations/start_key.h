// What AWS demands of ExclusiveStartKey, in the order it is found. Query and Scan word some of it differently.
//
// Pure functions. Errors are ValidationException.
#pragma once

#include <cstdint>
#include <optional>

#include "basalt/error/api_error.h"
#include "basalt/expression/key_condition.h"
#include "basalt/operations/action.h"
#include "basalt/store/item_reader.h"
#include "basalt/value/attribute_value.h"
#include "operations/access_path.h"

namespace basalt::operations {

// Before the table is looked for: values that are none.
ApiResult<void> check_start_key_values(const std::optional<Checked<Item>>& start_key);

// The number of attributes and the partition key. Query looks at them before its key condition, at the rest after it.
ApiResult<void> check_start_key_partition(const AccessPath& path, const Item& start_key);
ApiResult<void> check_query_start_key(const AccessPath& path, const expression::KeyCondition& condition,
                                      const Item& start_key);

// Scan: the index that is read (nothing for the table itself), then the table's key, then the segment. The caller
// makes other checks between them.
ApiResult<void> check_scan_start_key_index(const AccessPath& path, const Item& start_key);
ApiResult<void> check_scan_start_key_table(const AccessPath& path, const Item& start_key);
ApiResult<void> check_start_key_segment(const AccessPath& path, const store::RowRange& segment_rows, int32_t segment,
                                        int32_t total_segments, const Item& start_key);

}  // namespace basalt::operations
