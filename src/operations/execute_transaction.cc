#include "basalt/operations/execute_transaction.h"

#include <utility>
#include <variant>

#include "operations/statement_transaction.h"
#include "operations/transaction_read.h"
#include "operations/transaction_write.h"

namespace basalt::operations {
namespace {

using Response = ExecuteTransaction::Response;

ApiResult<Response> read(const Context& context, const StatementReads& reads, ReturnConsumedCapacity wanted) {
  TransactionReads read = TRY(read_transaction(context, reads.reads, reads.names, wanted));
  return Response{std::move(read.items), std::move(read.consumed_capacity)};
}

}  // namespace

std::optional<ApiResult<Response>> ExecuteTransaction::start(Context& context, Request&& request,
                                                             Reply<Response> reply) {
  auto prepared = prepare_transaction(context, request.statements, request.return_consumed_capacity);
  if (!prepared.ok()) return Failure{std::move(prepared).error()};
  if (const auto* reads = std::get_if<StatementReads>(&*prepared)) {
    return read(context, *reads, request.return_consumed_capacity);
  }
  TransactionTerms terms;
  terms.return_consumed_capacity = request.return_consumed_capacity;
  if (request.client_request_token) {
    terms.token = transaction_token(context.identity, *request.client_request_token, request.payload);
  }
  run_transaction(context.store, std::get<StatementWrites>(*std::move(prepared)), std::move(terms),
                  [reply = std::move(reply)](ApiResult<TransactionAnswer> answer) mutable {
                    if (!answer.ok()) return reply(Failure{std::move(answer).error()});
                    reply(Response{{}, std::move(answer->consumed_capacity)});
                  });
  return std::nullopt;
}

}  // namespace basalt::operations
