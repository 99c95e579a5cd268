#include "wire/statement_codec.h"

#include "basalt/expression/partiql.h"
#include "wire/enum_names.h"

namespace basalt::wire {

void decode_statement(ObjectReader& members, operations::StatementParameters& statement) {
  members.statement_parameters(statement.parameters);
  members.string("Statement", statement.statement,
                 {.required = true, .min_length = 1, .max_length = expression::partiql::kMaxStatementSize});
  members.enumeration("ReturnValuesOnConditionCheckFailure", statement.return_values_on_condition_check_failure,
                      kReturnValuesOnConditionCheckFailure);
  members.boolean("ConsistentRead", statement.consistent_read);
}

}  // namespace basalt::wire
