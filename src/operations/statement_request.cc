#include "operations/statement_request.h"

#include <span>

namespace basalt::operations {

ApiResult<expression::partiql::Statement> parse_statement(const StatementParameters& request) {
  std::span<const AttributeValue> parameters;
  if (request.parameters) {
    if (request.parameters->error) return Failure{*request.parameters->error};
    parameters = request.parameters->value;
  }
  return expression::partiql::parse_statement(request.statement, parameters);
}

expression::KeySchemaView table_key(const store::Table& table) {
  expression::KeySchemaView key;
  key.partition.push_back({table.partition_key().name, table.partition_key().type});
  if (const auto* sort = table.sort_key()) key.sort.push_back({sort->name, sort->type});
  return key;
}

}  // namespace basalt::operations
