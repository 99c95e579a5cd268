// TableName parameters: a name, or a table's ARN wherever a name is taken; and the table behind one.
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/context.h"
#include "basalt/store/table.h"

namespace basalt::operations {

// "arn:aws:dynamodb:us-east-1:000000000000:table/Orders"
std::string table_arn(const Identity& identity, std::string_view name);

// "Global table with name: 'X' does not exist.": what describing a table's replicas answers when it has none.
std::string no_global_table(std::string_view name);

// The plain name in a TableName parameter. An ARN of another account or Region finds nothing where name spaces are
// kept apart (ResourceNotFoundException); a malformed one is a ValidationException.
ApiResult<std::string> table_name_of(const Context& context, std::string_view name_or_arn);

// For reads and writes of items: an ACTIVE or UPDATING table, else ResourceNotFoundException "Requested resource not
// found". Takes no lock; any thread.
ApiResult<store::TableRef> find_table(const Context& context, std::string_view name_or_arn);

// For the control plane: the table in any status, else ResourceNotFoundException "Requested resource not found: Table:
// X not found".
ApiResult<store::TableRef> find_table_in_any_status(const Context& context, std::string_view name_or_arn);

}  // namespace basalt::operations
