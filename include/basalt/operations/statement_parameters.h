// One PartiQL statement of a request: what ExecuteStatement, BatchExecuteStatement and ExecuteTransaction share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "basalt/operations/action.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

struct StatementParameters {
  std::string statement;  // at most 8,192 characters
  std::optional<Checked<std::vector<AttributeValue>>> parameters;
  bool consistent_read = false;
  ReturnValues return_values_on_condition_check_failure = ReturnValues::kNone;  // kNone or kAllOld
};

}  // namespace basalt::operations
