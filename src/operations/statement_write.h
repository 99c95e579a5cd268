// INSERT, UPDATE and DELETE of PartiQL as the writes that PutItem, UpdateItem and DeleteItem make. Private to
// operations.
#pragma once

#include <optional>

#include "basalt/expression/partiql.h"
#include "basalt/operations/context.h"
#include "operations/item_write.h"

namespace basalt::operations {

// What RETURNING answers of a write.
struct ReturnedItem {
  std::optional<expression::partiql::Returning> returning;
  std::optional<expression::Update> update;  // of an UPDATE

  std::optional<OwnedItem> operator()(store::WriteOutcome&& outcome) const;
};

struct StatementWrite {
  PreparedWrite write;
  ReturnedItem returned;
};

// The checks that need the table, in AWS's order. parameters: return_values_on_condition_check_failure and
// return_consumed_capacity alone.
ApiResult<StatementWrite> prepare_write(const Context& context, expression::partiql::InsertStatement&& insert,
                                        const WriteParameters& parameters);
ApiResult<StatementWrite> prepare_write(const Context& context, expression::partiql::UpdateStatement&& update,
                                        const WriteParameters& parameters);
ApiResult<StatementWrite> prepare_write(const Context& context, expression::partiql::DeleteStatement&& erase,
                                        const WriteParameters& parameters);

}  // namespace basalt::operations
