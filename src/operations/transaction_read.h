// Reads of a transaction: items as they all are at one moment. TransactGetItems and ExecuteTransaction prepare their
// reads each in its own way and end here. Private to operations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/checked_read.h"

namespace basalt::operations {

struct TransactionReads {
  // In the order of the reads: the item as its projection shows it; nullopt when there is none, or nothing to show.
  std::vector<std::optional<OwnedItem>> items;
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;  // one for each table
};

// reads: at least one, or the error that preparing it came to: the request is then refused, or the transaction
// cancelled, as AWS has it. names[i]: the table of reads[i] as the request names it. Waits for the disk.
ApiResult<TransactionReads> read_transaction(const Context& context, const std::vector<ApiResult<PreparedRead>>& reads,
                                             const std::vector<std::string>& names, ReturnConsumedCapacity wanted);

}  // namespace basalt::operations
