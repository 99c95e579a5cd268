#include "basalt/operations/execute_statement.h"

#include <utility>
#include <variant>

#include "operations/statement_read.h"
#include "operations/statement_request.h"
#include "operations/statement_write.h"

namespace basalt::operations {
namespace {

using expression::partiql::ExistsStatement;
using expression::partiql::SelectStatement;
using Response = ExecuteStatement::Response;
using Answer = std::optional<ApiResult<Response>>;

ApiResult<Response> read(const Context& context, SelectStatement&& select, const ExecuteStatement::Request& request) {
  const PreparedSelect prepared = TRY(prepare_select(context, std::move(select), request.statement.consistent_read));
  SelectPage page = TRY(read_select(context, prepared, request.statement,
                                    {request.limit, request.next_token, request.return_consumed_capacity}));
  Response response;
  response.items = *std::move(page.page.items);
  response.next_token = std::move(page.next_token);
  response.last_evaluated_key = std::move(page.page.last_evaluated_key);
  response.consumed_capacity = std::move(page.page.consumed_capacity);
  return response;
}

Response response_of(WriteResponse&& written) {
  Response response;
  if (written.attributes) response.items.append(written.attributes->view());
  response.consumed_capacity = std::move(written.consumed_capacity);
  return response;
}

class Run {
 public:
  Run(Context& context, const ExecuteStatement::Request& request, Reply<Response>& reply)
      : context_(context), request_(request), reply_(reply) {}

  Answer operator()(SelectStatement&& select) { return read(context_, std::move(select), request_); }

  Answer operator()(ExistsStatement&&) {
    return Failure{ApiError::validation("EXISTS can only be used in ExecuteTransaction write requests.")};
  }

  // INSERT, UPDATE, DELETE.
  template <class Write>
  Answer operator()(Write&& write) {
    if (request_.next_token) return Failure{ApiError::validation("NextToken does not match request")};
    WriteParameters parameters;
    parameters.return_consumed_capacity = request_.return_consumed_capacity;
    parameters.return_values_on_condition_check_failure = request_.statement.return_values_on_condition_check_failure;
    auto prepared = prepare_write(context_, std::forward<Write>(write), parameters);
    if (!prepared.ok()) return Failure{std::move(prepared).error()};
    submit(context_.store, ApiResult<PreparedWrite>(std::move(prepared->write)), std::move(prepared->returned),
           [reply = std::move(reply_)](ApiResult<WriteResponse> written) mutable {
             if (!written.ok()) return reply(Failure{std::move(written).error()});
             reply(response_of(*std::move(written)));
           });
    return std::nullopt;
  }

 private:
  Context& context_;
  const ExecuteStatement::Request& request_;
  Reply<Response>& reply_;
};

}  // namespace

std::optional<ApiResult<Response>> ExecuteStatement::start(Context& context, Request&& request, Reply<Response> reply) {
  auto statement = parse_statement(request.statement);
  if (!statement.ok()) return Failure{std::move(statement).error()};
  return std::visit(Run(context, request, reply), *std::move(statement));
}

}  // namespace basalt::operations
