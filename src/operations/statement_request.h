// What PartiQL actions do with a statement before they look for its table. Private to operations.
#pragma once

#include <string>

#include "basalt/expression/partiql.h"
#include "basalt/operations/statement_parameters.h"
#include "operations/access_path.h"

namespace basalt::operations {

// Parameters that are no values are refused before the statement is read.
ApiResult<expression::partiql::Statement> parse_statement(const StatementParameters& request);

// The key of a table as PartiQL's plans take it.
expression::KeySchemaView table_key(const store::Table& table);

}  // namespace basalt::operations
