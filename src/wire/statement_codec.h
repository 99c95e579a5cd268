// The members of one PartiQL statement, wherever it stands.
#pragma once

#include "basalt/operations/statement_parameters.h"
#include "wire/object_reader.h"

namespace basalt::wire {

void decode_statement(ObjectReader& members, operations::StatementParameters& statement);

}  // namespace basalt::wire
