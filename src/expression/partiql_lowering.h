// PartiQL's syntax lowered to the trees of ast.h. Private to the expression layer.
#pragma once

#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/update.h"
#include "expression/partiql_values.h"

namespace basalt::expression::partiql {

ApiResult<Condition> lower_condition(const Expr& where, Parameters parameters);
ApiResult<Update> lower_update(const std::vector<ActionSyntax>& actions, Parameters parameters);

}  // namespace basalt::expression::partiql
