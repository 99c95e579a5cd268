#include "store/transaction_run.h"

#include "basalt/base/fault_point.h"

namespace basalt::store {

std::vector<ItemWrite> TransactionRun::writes_of(Transaction transaction, TransactionTokens& tokens) {
  auto run = std::make_shared<TransactionRun>(transaction.actions.size(), std::move(transaction.token),
                                              std::move(transaction.done), tokens);
  std::vector<ItemWrite> writes;
  writes.reserve(transaction.actions.size());
  for (TransactionAction& action : transaction.actions) {
    ItemWrite& write = writes.emplace_back();
    write.table = std::move(action.table);
    write.key = std::move(action.key);
    write.plan = std::move(action.plan);
    write.transaction = run;
  }
  return writes;
}

void TransactionRun::answer(const ApiResult<void>& committed, std::span<ApiResult<WriteOutcome>> actions) {
  if (!committed.ok()) return refuse(committed.error());
  if (error_) return refuse(*std::move(error_));
  FAULT_POINT("transaction.before_answer");
  if (token_) tokens_.end(*token_);
  TransactionOutcome outcome;
  outcome.kind = kind_;
  outcome.actions.assign(std::make_move_iterator(actions.begin()), std::make_move_iterator(actions.end()));
  done_(std::move(outcome));
  FAULT_POINT("transaction.after_answer");
}

void TransactionRun::refuse(ApiError error) {
  if (token_) tokens_.end(*token_);
  done_(Failure{std::move(error)});
}

}  // namespace basalt::store
