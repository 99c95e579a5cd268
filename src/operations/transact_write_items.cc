#include "basalt/operations/transact_write_items.h"

#include <utility>

#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/item_size.h"
#include "operations/cancellation.h"
#include "operations/checked_write.h"
#include "operations/condition_check_plan.h"
#include "operations/transaction_write.h"

namespace basalt::operations {
namespace {

using ConditionCheck = TransactWriteItem::ConditionCheck;

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

struct CheckedCondition {
  Item item;
  WriteCondition condition;

  ApiResult<void> check(const store::Table& table) const { return check_key(table, item); }
  std::unique_ptr<store::WritePlan> plan(store::TableRef) && {
    return std::make_unique<ConditionCheckPlan>(std::move(condition));
  }
};

// In a transaction the expression is looked at before the key, of these two.
template <class Checked, class Request>
ApiResult<Checked> check_condition_first(Request& request) {
  TRY(check_write_parameter_mix(request.parameters));
  WriteCondition condition = TRY(write_condition(request.parameters));
  if (request.key.error) return Failure{*std::move(request.key.error)};
  return Checked{std::move(request.key.value), std::move(condition)};
}

// An action that has passed the checks that need no table. Names and parameters stay in the request.
struct CheckedAction {
  std::variant<CheckedPut, CheckedUpdate, CheckedDelete, CheckedCondition> write;
  std::string* table_name = nullptr;
  WriteParameters* parameters = nullptr;
  store::TableRef table = {};
};

class FirstChecks {
 public:
  explicit FirstChecks(ReturnItemCollectionMetrics metrics) : metrics_(metrics) {}

  ApiResult<CheckedAction> operator()(std::monostate) const {
    return refused("Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
  }
  ApiResult<CheckedAction> operator()(ConditionCheck& request) const {
    return CheckedAction{TRY(check_condition_first<CheckedCondition>(request)), &request.table_name,
                         &request.parameters};
  }
  ApiResult<CheckedAction> operator()(DeleteItem::Request& request) const {
    request.parameters.return_item_collection_metrics = metrics_;
    return CheckedAction{TRY(check_condition_first<CheckedDelete>(request)), &request.table_name, &request.parameters};
  }
  template <class Request>
  ApiResult<CheckedAction> operator()(Request& request) const {
    request.parameters.return_item_collection_metrics = metrics_;
    return CheckedAction{TRY(check_request(request)), &request.table_name, &request.parameters};
  }

 private:
  ReturnItemCollectionMetrics metrics_;
};

ApiResult<std::vector<CheckedAction>> check_actions(TransactWriteItems::Request& request) {
  std::vector<CheckedAction> actions;
  actions.reserve(request.transact_items.size());
  size_t bytes = 0;
  for (TransactWriteItem& item : request.transact_items) {
    if (item.has_several) return refused("TransactItems can only contain one of Check, Put, Update or Delete");
    actions.push_back(TRY(std::visit(FirstChecks(request.return_item_collection_metrics), item.action)));
    bytes += std::visit([](const auto& write) { return item_size(write.item); }, actions.back().write);
  }
  if (bytes > kMaxTransactionBytes) return Failure{transaction_too_large()};
  return actions;
}

ApiResult<std::vector<ApiResult<PreparedWrite>>> prepare(const Context& context, TransactWriteItems::Request& request) {
  std::vector<CheckedAction> actions = TRY(check_actions(request));
  for (CheckedAction& action : actions) action.table = TRY(find_table(context, *action.table_name));
  std::vector<ApiResult<PreparedWrite>> prepared;
  prepared.reserve(actions.size());
  for (CheckedAction& action : actions) {
    prepared.push_back(std::visit(
        [&](auto& write) {
          return prepare_checked(std::move(action.table), std::move(write), std::move(*action.table_name),
                                 *action.parameters);
        },
        action.write));
  }
  return prepared;
}

}  // namespace

void TransactWriteItems::start(Context& context, Request&& request, Reply<Response> reply) {
  auto prepared = prepare(context, request);
  if (!prepared.ok()) return reply(Failure{std::move(prepared).error()});
  TransactionTerms terms;
  terms.return_consumed_capacity = request.return_consumed_capacity;
  if (request.client_request_token) {
    terms.token = transaction_token(context.identity, *request.client_request_token, request.payload);
  }
  run_transaction(context.store, *std::move(prepared), std::move(terms),
                  [reply = std::move(reply)](ApiResult<TransactionAnswer> answer) mutable {
                    if (!answer.ok()) return reply(Failure{std::move(answer).error()});
                    reply(Response{std::move(answer->consumed_capacity), std::move(answer->item_collection_metrics)});
                  });
}

}  // namespace basalt::operations
