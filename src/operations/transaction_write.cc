#include "operations/transaction_write.h"

#include <algorithm>
#include <utility>

#include "operations/cancellation.h"
#include "operations/key_access.h"
#include "operations/transaction_capacity.h"

namespace basalt::operations {
namespace {

using Outcome = store::TransactionOutcome;

// A transaction that happened before is charged as reads of what it wrote.
std::optional<ConsumedCapacity> capacity_of(ReturnConsumedCapacity wanted, const PreparedWrite& action,
                                            const store::WriteOutcome& outcome, Outcome::Kind kind) {
  if (kind == Outcome::Kind::kCommitted) return write_capacity(wanted, *action.table, outcome);
  return consumed_capacity(wanted, action.capacity_name, read_units(outcome.old_size, true));
}

std::optional<std::vector<TableMetrics>> metrics_of(std::vector<PreparedWrite>& actions, const Outcome& outcome) {
  std::vector<TableMetrics> tables;
  for (size_t i = 0; i < actions.size(); ++i) {
    PreparedWrite& action = actions[i];
    if (!action.item_collection_metrics) continue;
    set_collection_size(outcome.actions[i]->collection_bytes, action.item_collection_metrics);
    auto table = std::find_if(tables.begin(), tables.end(),
                              [&](const TableMetrics& known) { return known.table_name == action.capacity_name; });
    if (table == tables.end()) table = tables.insert(table, TableMetrics{action.capacity_name, {}});
    add_metrics(*std::move(action.item_collection_metrics), table->metrics);
  }
  if (tables.empty()) return std::nullopt;
  return tables;
}

ApiResult<TransactionAnswer> answer(std::vector<PreparedWrite>& actions, ReturnConsumedCapacity wanted,
                                    const Outcome& outcome) {
  if (auto error = transaction_error(outcome.actions)) return Failure{*std::move(error)};
  TransactionAnswer answer;
  if (wanted != ReturnConsumedCapacity::kNone) {
    const bool is_write = outcome.kind == Outcome::Kind::kCommitted;
    TransactionCapacity capacity(is_write ? TransactionCapacity::Kind::kWrite : TransactionCapacity::Kind::kRead);
    for (size_t i = 0; i < actions.size(); ++i) {
      const PreparedWrite& action = actions[i];
      capacity.add(action.capacity_name, capacity_of(wanted, action, *outcome.actions[i], outcome.kind));
    }
    answer.consumed_capacity = std::move(capacity).total();
  }
  answer.item_collection_metrics = metrics_of(actions, outcome);
  return answer;
}

// A repeated transaction is charged as reads of its items.
void count_actions(const std::vector<PreparedWrite>& actions, const ApiResult<Outcome>& outcome) {
  for (size_t i = 0; i < actions.size(); ++i) {
    const store::Table& table = *actions[i].table;
    if (!table.counts_keys()) continue;
    if (!outcome.ok()) {
      count_refusal(table, actions[i].key.row, outcome.error());
    } else if (outcome->kind == Outcome::Kind::kCommitted) {
      count_write(table, actions[i].key.row, outcome->actions[i], kTransactionFactor);
    } else if (outcome->kind == Outcome::Kind::kRepeated) {
      count_read(table, actions[i].key, kTransactionFactor * read_units(outcome->actions[i]->old_size, true));
    }
  }
}

}  // namespace

store::TransactionToken transaction_token(const Identity& identity, const std::string& client_request_token,
                                          uint64_t payload) {
  return {identity.account + "/" + identity.region + "/" + client_request_token, payload};
}

void run_transaction(store::Store& store, std::vector<ApiResult<PreparedWrite>> actions, TransactionTerms terms,
                     Reply<TransactionAnswer> reply) {
  if (auto refusal = transaction_refusal(actions)) return reply(Failure{*std::move(refusal)});
  std::vector<PreparedWrite> writes;
  writes.reserve(actions.size());
  store::Transaction transaction;
  transaction.actions.reserve(actions.size());
  for (ApiResult<PreparedWrite>& action : actions) {
    PreparedWrite& write = writes.emplace_back(*std::move(action));
    transaction.actions.push_back({write.table, write.key, std::move(write.plan)});
  }
  transaction.token = std::move(terms.token);
  transaction.done = [writes = std::move(writes), wanted = terms.return_consumed_capacity,
                      reply = std::move(reply)](ApiResult<Outcome> outcome) mutable {
    count_actions(writes, outcome);
    if (!outcome.ok()) return reply(Failure{std::move(outcome).error()});
    reply(answer(writes, wanted, *outcome));
  };
  store.submit(std::move(transaction));
}

}  // namespace basalt::operations
