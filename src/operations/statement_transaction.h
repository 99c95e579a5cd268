// The statements of an ExecuteTransaction, parsed, checked against their tables and lowered: to the reads of a
// TransactGetItems or to the writes of a TransactWriteItems. What remains is what these check themselves: that no two
// are of one item, and their running. Private to operations.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "basalt/operations/context.h"
#include "basalt/operations/statement_parameters.h"
#include "operations/checked_read.h"
#include "operations/item_write.h"

namespace basalt::operations {

// One for each statement, in their order; all are well. An EXISTS is a write whose plan changes nothing.
struct StatementReads {
  std::vector<ApiResult<PreparedRead>> reads;
  std::vector<std::string> names;  // the tables as the statements name them
};
using StatementWrites = std::vector<ApiResult<PreparedWrite>>;
using PreparedTransaction = std::variant<StatementReads, StatementWrites>;

// In AWS's order: parameters that are no values; per statement "Validation failed in TransactStatements[0]: …"; reads
// beside writes; then TransactionCanceledException for tables that are not there and for keys that name no item. Of the
// 4 MB that the items may have together, those to insert are counted.
ApiResult<PreparedTransaction> prepare_transaction(const Context& context,
                                                   std::span<const StatementParameters> statements,
                                                   ReturnConsumedCapacity return_consumed_capacity);

}  // namespace basalt::operations
