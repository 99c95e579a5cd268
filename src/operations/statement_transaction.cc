#include "operations/statement_transaction.h"

#include <memory>
#include <utility>

#include "basalt/expression/partiql_plan.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/table_name.h"
#include "basalt/value/item_size.h"
#include "operations/cancellation.h"
#include "operations/condition_check_plan.h"
#include "operations/error_code.h"
#include "operations/statement_read.h"
#include "operations/statement_request.h"
#include "operations/statement_write.h"

namespace basalt::operations {
namespace {

using expression::partiql::DeleteStatement;
using expression::partiql::ExistsStatement;
using expression::partiql::InsertStatement;
using expression::partiql::SelectStatement;
using expression::partiql::UpdateStatement;

constexpr const char* kNotSingle =
    "Select statements within ExecuteTransaction must specify the primary key in the where clause.";

// Why the whole transaction is cancelled, rather than refused.
struct Cancelled {
  ApiError reason;
};
struct NamedRead {
  PreparedRead read;
  std::string name;
};
using Lowered = std::variant<NamedRead, PreparedWrite, Cancelled>;

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

Lowered of(ApiResult<StatementWrite>&& prepared) {
  if (!prepared.ok()) return Cancelled{std::move(prepared).error()};
  return std::move(prepared->write);
}

// A key that names no item cancels: as TransactWriteItems says it.
template <class Statement>
bool names_an_item(const Statement& statement, const store::Table& table) {
  using expression::partiql::plan_delete;
  const auto item = plan_delete(statement.where, table_key(table));
  return item.ok() && check_key(table, item->key).ok();
}

// One statement against its table. A failure is "Validation failed in …".
class StatementLowering {
 public:
  StatementLowering(const Context& context, const WriteParameters& parameters)
      : context_(context), parameters_(parameters) {}

  ApiResult<Lowered> operator()(SelectStatement&& select) const {
    const auto table = find_table(context_, select.table);
    if (!table.ok()) return Lowered(Cancelled{table.error()});
    if (select.index) return refused("Reads on indices are not supported within transactions.");
    if (has_mistyped_key(select, **table)) return Lowered(Cancelled{key_schema_mismatch()});
    PreparedSelect prepared = TRY(prepare_single_select(context_, std::move(select), kNotSingle));
    const auto key = single_key(prepared);
    if (!key.ok()) return Lowered(Cancelled{key.error()});
    store::ItemKey row = prepared.table->key_of(*key);
    return Lowered(NamedRead{{std::move(prepared.table), std::move(row), std::move(prepared.projection)},
                             std::move(prepared.named)});
  }

  ApiResult<Lowered> operator()(InsertStatement&& insert) const {
    return of(prepare_write(context_, std::move(insert), parameters_));
  }

  ApiResult<Lowered> operator()(UpdateStatement&& update) const { return changed(std::move(update)); }
  ApiResult<Lowered> operator()(DeleteStatement&& erase) const { return changed(std::move(erase)); }

  ApiResult<Lowered> operator()(ExistsStatement&& exists) const {
    SelectStatement& select = exists.select;
    const auto table = find_table(context_, select.table);
    if (!table.ok()) return Lowered(Cancelled{table.error()});
    if (select.index) return refused("Operations on indices are not supported in transactions");
    auto item = TRY(expression::partiql::plan_exists(select.where, table_key(**table)));
    const auto checked = check_key(**table, item.key);
    if (!checked.ok()) return Lowered(Cancelled{checked.error()});
    PreparedWrite write = prepared_write(*table, item.key, std::move(select.table), parameters_);
    write.plan = std::make_unique<ConditionCheckPlan>(
        WriteCondition(std::move(item.condition), parameters_.return_values_on_condition_check_failure));
    return Lowered(std::move(write));
  }

 private:
  template <class Statement>
  ApiResult<Lowered> changed(Statement&& statement) const {
    const auto table = find_table(context_, statement.table);
    if (!table.ok()) return Lowered(Cancelled{table.error()});
    if (statement.returning) return refused("RETURNING clause is not supported in ExecuteTransaction.");
    if (!names_an_item(statement, **table)) return Lowered(Cancelled{key_schema_mismatch()});
    return of(prepare_write(context_, std::forward<Statement>(statement), parameters_));
  }

  // A whole key of values of other types than the table's.
  static bool has_mistyped_key(const SelectStatement& select, const store::Table& table) {
    const auto item = expression::partiql::plan_delete(select.where, table_key(table));
    return item.ok() && !item->condition && !check_key(table, item->key).ok();
  }

  const Context& context_;
  const WriteParameters& parameters_;
};

ApiError validation_failed(size_t index, const ApiError& error) {
  return ApiError::validation("Validation failed in TransactStatements[" + std::to_string(index) +
                              "]: " + error.message());
}

ApiResult<std::vector<Lowered>> lower_all(const Context& context, std::span<const StatementParameters> statements,
                                          ReturnConsumedCapacity return_consumed_capacity) {
  std::vector<Lowered> all;
  bool reads = false;
  bool writes = false;
  size_t bytes = 0;
  for (size_t i = 0; i < statements.size(); ++i) {
    auto statement = parse_statement(statements[i]);
    if (!statement.ok()) return Failure{validation_failed(i, statement.error())};
    (std::holds_alternative<SelectStatement>(*statement) ? reads : writes) = true;
    if (const auto* insert = std::get_if<InsertStatement>(&*statement)) bytes += item_size(insert->item);
    WriteParameters parameters;
    parameters.return_consumed_capacity = return_consumed_capacity;
    parameters.return_values_on_condition_check_failure = statements[i].return_values_on_condition_check_failure;
    auto lowered = std::visit(StatementLowering(context, parameters), *std::move(statement));
    if (!lowered.ok()) return Failure{validation_failed(i, lowered.error())};
    all.push_back(*std::move(lowered));
  }
  if (reads && writes) {
    return refused("ExecuteTransaction API does not support both read and write operations in the same request.");
  }
  if (bytes > kMaxTransactionBytes) return Failure{transaction_too_large()};
  return all;
}

// TransactionCanceledException when any statement has a reason for it.
ApiResult<void> check_not_cancelled(const std::vector<Lowered>& all) {
  std::vector<CancellationReason> reasons(all.size());
  bool any = false;
  for (size_t i = 0; i < all.size(); ++i) {
    const auto* cancelled = std::get_if<Cancelled>(&all[i]);
    if (cancelled == nullptr) continue;
    if (is_about_empty_key(cancelled->reason)) return Failure{cancelled->reason};
    any = true;
    reasons[i].code = error_code(cancelled->reason);
    reasons[i].message = cancelled->reason.message();
  }
  if (!any) return {};
  return Failure{ApiError::transaction_canceled(std::move(reasons))};
}

}  // namespace

ApiResult<PreparedTransaction> prepare_transaction(const Context& context,
                                                   std::span<const StatementParameters> statements,
                                                   ReturnConsumedCapacity return_consumed_capacity) {
  for (const StatementParameters& statement : statements) {
    if (statement.parameters && statement.parameters->error) return Failure{*statement.parameters->error};
  }
  std::vector<Lowered> all = TRY(lower_all(context, statements, return_consumed_capacity));
  TRY(check_not_cancelled(all));
  StatementReads reads;
  StatementWrites writes;
  for (Lowered& lowered : all) {
    if (auto* read = std::get_if<NamedRead>(&lowered)) {
      reads.reads.emplace_back(std::move(read->read));
      reads.names.push_back(std::move(read->name));
    } else {
      writes.emplace_back(std::move(std::get<PreparedWrite>(lowered)));
    }
  }
  if (writes.empty()) return PreparedTransaction(std::move(reads));
  return PreparedTransaction(std::move(writes));
}

}  // namespace basalt::operations
