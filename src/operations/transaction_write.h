// Writes of a transaction, from checked actions to the answer. TransactWriteItems and ExecuteTransaction prepare their
// actions each in its own way and end here. Private to operations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "basalt/operations/context.h"
#include "operations/item_write.h"

namespace basalt::operations {

struct TransactionTerms {
  std::optional<store::TransactionToken> token;
  ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
};

struct TransactionAnswer {
  std::optional<std::vector<ConsumedCapacity>> consumed_capacity;  // one for each table
  std::optional<std::vector<TableMetrics>> item_collection_metrics;
};

// The store's token of a ClientRequestToken: two clients with different accounts or Regions may use the same.
// payload: a hash of what the request asks for.
store::TransactionToken transaction_token(const Identity& identity, const std::string& client_request_token,
                                          uint64_t payload);

// actions: at least one, in the request's order, each with its plan (ConditionCheckPlan for a check), or the error that
// preparing it came to: the request is then refused, or the transaction cancelled, as AWS has it. Of a PreparedWrite's
// own parameters, item_collection_metrics counts. reply is called once, from any thread.
void run_transaction(store::Store& store, std::vector<ApiResult<PreparedWrite>> actions, TransactionTerms terms,
                     Reply<TransactionAnswer> reply);

}  // namespace basalt::operations
