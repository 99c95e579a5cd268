// Transaction: writes of several items, of any tables, that happen together or not at all.
//
// All plans see the state before; when one of them refuses, nothing changes. A committed transaction is one commit of
// the engine: items, index rows, change-log records and the token's row. Transactions and single writes are
// serializable: the writers of the shards concerned work on nothing else meanwhile, so none ever meets a half-made
// transaction, and none is refused because of another (docs/decisions/0006-transactions.md).
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "basalt/base/unique_function.h"
#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/store/write_plan.h"

namespace basalt::store {

// A condition check is a plan that changes nothing.
struct TransactionAction {
  TableRef table;
  ItemKey key;
  std::unique_ptr<WritePlan> plan;
};

// Makes a transaction happen once, however often it is sent within ten minutes, across restarts too.
struct TransactionToken {
  std::string name;      // the client's token, together with whatever tells clients apart
  uint64_t payload = 0;  // hash of what is asked for
};

struct TransactionOutcome {
  enum class Kind {
    kCommitted,
    kRefused,   // an action's plan failed: nothing changed
    kRepeated,  // the token's transaction was committed before: nothing changed now
  };
  Kind kind = Kind::kCommitted;
  // In the order of the actions. kRefused: errors where plans refused, elsewhere what would have happened. kRepeated:
  // with change kNone, and old_item the item as it is now.
  std::vector<ApiResult<WriteOutcome>> actions;
};

// Called exactly once, after the transaction is durable (or refused, or failed), usually on a writer thread: do little,
// do not block. The error is the store's (throttling, no storage), or TransactionInProgressException while another with
// the same token is under way, or IdempotentParameterMismatchException.
using TransactionDone = UniqueFunction<void(ApiResult<TransactionOutcome>)>;

struct Transaction {
  std::vector<TransactionAction> actions;  // at least one; no two of the same item: the caller sees to that
  std::optional<TransactionToken> token;
  TransactionDone done;
};

}  // namespace basalt::store
