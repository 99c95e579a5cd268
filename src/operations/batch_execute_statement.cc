#include "basalt/operations/batch_execute_statement.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>
#include <variant>

#include "basalt/operations/key_checks.h"
#include "basalt/store/item_reader.h"
#include "operations/error_code.h"
#include "operations/key_access.h"
#include "operations/statement_read.h"
#include "operations/statement_request.h"
#include "operations/statement_write.h"

namespace basalt::operations {
namespace {

using expression::partiql::ExistsStatement;
using expression::partiql::SelectStatement;
using expression::partiql::Statement;
using Response = BatchExecuteStatement::Response;
using StatementResponse = BatchExecuteStatement::StatementResponse;

constexpr const char* kNotSingle =
    "Select statements within BatchExecuteStatement must specify the primary key in the where clause.";

BatchExecuteStatement::StatementError error_of(const ApiError& error) {
  return {error_code(error), error.message(), error.item()};
}

// One statement on its way.
struct Slot {
  ApiResult<Statement> statement;
  StatementResponse response;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<StatementWrite> write;
};

struct Batch {
  BatchExecuteStatement::Request request;
  Reply<Response> reply;
  std::vector<Slot> slots;
  std::atomic<size_t> left{0};
};

Response answer(Batch& batch) {
  Response response;
  if (batch.request.return_consumed_capacity != ReturnConsumedCapacity::kNone) response.consumed_capacity.emplace();
  for (Slot& slot : batch.slots) {
    response.responses.push_back(std::move(slot.response));
    if (slot.consumed_capacity) response.consumed_capacity->push_back(*std::move(slot.consumed_capacity));
  }
  return response;
}

bool is_read(const Slot& slot) {
  return slot.statement.ok() && std::holds_alternative<SelectStatement>(*slot.statement);
}
bool is_write(const Slot& slot) {
  return slot.statement.ok() && !is_read(slot) && !std::holds_alternative<ExistsStatement>(*slot.statement);
}

ApiResult<void> check_not_mixed(const std::vector<Slot>& slots) {
  const bool reads = std::any_of(slots.begin(), slots.end(), is_read);
  if (!reads || std::none_of(slots.begin(), slots.end(), is_write)) return {};
  return Failure{
      ApiError::validation("The entire batch must consist of either read statements or write statements, you cannot "
                           "mix both in one batch.")};
}

// Waits for the disk.
ApiResult<void> read(const Context& context, const StatementParameters& statement, ReturnConsumedCapacity wanted,
                     Slot& slot) {
  auto& select = std::get<SelectStatement>(*slot.statement);
  const PreparedSelect prepared = TRY(prepare_single_select(context, std::move(select), kNotSingle));
  const Item key = TRY(single_key(prepared));
  std::string row;
  const store::ItemKey item_key = prepared.table->key_of(key);
  const auto outcome = TRY(context.store.items().get(*prepared.table, item_key, {}, row));
  size_t size = 0;
  slot.response.table_name = prepared.named;
  if (outcome == store::ReadOutcome::kFound) {
    const store::StoredItem stored = store::read_stored_item(row);
    size = stored.size;
    std::string item(stored.item.encoded());
    if (prepared.projection) item = encode_item(prepared.projection->apply(stored.item));
    if (ItemView(item).count() > 0) slot.response.item = OwnedItem(std::move(item));
  }
  const double units = read_units(size, statement.consistent_read);
  count_read(*prepared.table, item_key, units);
  slot.consumed_capacity = consumed_capacity(wanted, prepared.named, units);
  return {};
}

class Preparation {
 public:
  Preparation(const Context& context, const WriteParameters& parameters) : context_(context), parameters_(parameters) {}

  template <class Write>
  ApiResult<StatementWrite> operator()(Write&& write) const {
    return prepare_write(context_, std::forward<Write>(write), parameters_);
  }
  ApiResult<StatementWrite> operator()(SelectStatement&&) const {
    return Failure{ApiError::internal_server_error()};  // reads are read
  }
  ApiResult<StatementWrite> operator()(ExistsStatement&&) const {
    return Failure{ApiError::validation("EXISTS can only be used in ExecuteTransaction write requests.")};
  }

 private:
  const Context& context_;
  const WriteParameters& parameters_;
};

ApiResult<StatementWrite> prepared_write_of(const Context& context, const BatchExecuteStatement::Request& request,
                                            const StatementParameters& statement, Slot& slot) {
  WriteParameters parameters;
  parameters.return_consumed_capacity = request.return_consumed_capacity;
  parameters.return_values_on_condition_check_failure = statement.return_values_on_condition_check_failure;
  return std::visit(Preparation(context, parameters), *std::move(slot.statement));
}

// False: the statement is answered already.
bool prepare_or_answer(const Context& context, const BatchExecuteStatement::Request& request,
                       const StatementParameters& statement, Slot& slot) {
  if (!slot.statement.ok()) {
    slot.response.error = error_of(slot.statement.error());
    return false;
  }
  if (is_read(slot)) {
    const auto done = read(context, statement, request.return_consumed_capacity, slot);
    if (!done.ok()) slot.response.error = error_of(done.error());
    return false;
  }
  auto prepared = prepared_write_of(context, request, statement, slot);
  if (!prepared.ok()) {
    slot.response.error = error_of(prepared.error());
    return false;
  }
  slot.write = *std::move(prepared);
  slot.response.table_name = slot.write->write.capacity_name;
  return true;
}

void take(ApiResult<WriteResponse>&& written, Slot& slot) {
  if (!written.ok()) {
    slot.response.error = error_of(written.error());
    return;
  }
  slot.response.item = std::move(written->attributes);
  slot.consumed_capacity = std::move(written->consumed_capacity);
}

}  // namespace

std::optional<ApiResult<Response>> BatchExecuteStatement::start(Context& context, Request&& request,
                                                                Reply<Response> reply) {
  const auto batch = std::make_shared<Batch>();
  for (const StatementParameters& statement : request.statements) {
    batch->slots.push_back({parse_statement(statement), {}, {}, {}});
  }
  const auto unmixed = check_not_mixed(batch->slots);
  if (!unmixed.ok()) return Failure{unmixed.error()};
  batch->request = std::move(request);
  size_t writes = 0;
  for (size_t i = 0; i < batch->slots.size(); ++i) {
    const bool is_prepared = prepare_or_answer(context, batch->request, batch->request.statements[i], batch->slots[i]);
    writes += is_prepared ? 1 : 0;
  }
  if (writes == 0) return answer(*batch);
  batch->reply = std::move(reply);
  batch->left = writes;
  for (Slot& slot : batch->slots) {
    if (!slot.write) continue;
    submit(context.store, ApiResult<PreparedWrite>(std::move(slot.write->write)), std::move(slot.write->returned),
           [batch, &slot](ApiResult<WriteResponse> written) {
             take(std::move(written), slot);
             if (batch->left.fetch_sub(1) == 1) batch->reply(answer(*batch));
           });
  }
  return std::nullopt;
}

}  // namespace basalt::operations
