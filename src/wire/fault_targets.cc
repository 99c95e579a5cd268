#include "wire/fault_targets.h"

#include <variant>

#include "basalt/expression/partiql.h"

namespace basalt::wire {
namespace {

namespace partiql = expression::partiql;

constexpr std::string_view kTableResource = ":table/";
// What may follow the name: a stream, or what an iterator adds to its stream's ARN.
constexpr std::string_view kEndOfName = "/|";

struct TableOfAction {
  std::string operator()(std::monostate) const { return {}; }
  template <class Request>
  std::string operator()(const Request& request) const {
    return table_in(request.table_name);
  }
};

struct TableOfStatement {
  std::string operator()(const partiql::ExistsStatement& statement) const { return statement.select.table; }
  template <class Statement>
  std::string operator()(const Statement& statement) const {
    return statement.table;
  }
};

// Empty for a statement that will be refused.
std::string table_of(const operations::StatementParameters& parameters) {
  if (parameters.statement.size() > partiql::kMaxStatementSize) return {};
  std::vector<AttributeValue> values;
  if (parameters.parameters) values = parameters.parameters->value;
  const auto statement = partiql::parse_statement(parameters.statement, values);
  return statement.ok() ? table_in(std::visit(TableOfStatement{}, *statement)) : std::string();
}

std::vector<std::string> tables_of(const std::vector<operations::StatementParameters>& statements) {
  std::vector<std::string> tables;
  for (const auto& statement : statements) tables.push_back(table_of(statement));
  return tables;
}

}  // namespace

std::string table_in(std::string_view name_or_arn) {
  if (!name_or_arn.starts_with("arn:")) return std::string(name_or_arn);
  const size_t resource = name_or_arn.find(kTableResource);
  if (resource == std::string_view::npos) return {};
  name_or_arn.remove_prefix(resource + kTableResource.size());
  return std::string(name_or_arn.substr(0, name_or_arn.find_first_of(kEndOfName)));
}

std::vector<std::string> fault_targets(const operations::BatchGetItem::Request& request) {
  std::vector<std::string> tables;
  for (const auto& table : request.request_items) {
    tables.insert(tables.end(), table.request.keys.size(), table_in(table.table_name));
  }
  return tables;
}

std::vector<std::string> fault_targets(const operations::BatchWriteItem::Request& request) {
  std::vector<std::string> tables;
  for (const auto& table : request.request_items) {
    tables.insert(tables.end(), table.requests.size(), table_in(table.table_name));
  }
  return tables;
}

std::vector<std::string> fault_targets(const operations::TransactGetItems::Request& request) {
  std::vector<std::string> tables;
  for (const auto& get : request.transact_items) tables.push_back(table_in(get.table_name));
  return tables;
}

std::vector<std::string> fault_targets(const operations::TransactWriteItems::Request& request) {
  std::vector<std::string> tables;
  for (const auto& item : request.transact_items) tables.push_back(std::visit(TableOfAction{}, item.action));
  return tables;
}

std::vector<std::string> fault_targets(const operations::ExecuteStatement::Request& request) {
  return {table_of(request.statement)};
}

std::vector<std::string> fault_targets(const operations::BatchExecuteStatement::Request& request) {
  return tables_of(request.statements);
}

std::vector<std::string> fault_targets(const operations::ExecuteTransaction::Request& request) {
  return tables_of(request.statements);
}

}  // namespace basalt::wire
