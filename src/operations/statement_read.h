// SELECT of PartiQL: as Query's reads when its WHERE fixes the partition key, else as a Scan. Private to operations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basalt/expression/partiql.h"
#include "basalt/expression/partiql_plan.h"
#include "basalt/operations/context.h"
#include "basalt/operations/page_parameters.h"
#include "basalt/operations/statement_parameters.h"
#include "operations/access_path.h"

namespace basalt::operations {

// A SELECT that has passed the checks, ready to be read.
struct PreparedSelect {
  store::TableRef table;
  AccessPath path;
  std::string named;  // the table as the statement names it
  expression::partiql::ReadPlan plan;
  std::optional<expression::Projection> projection;
  std::vector<store::RowRange> ranges;  // disjoint, in the order of the answer
  engine::Direction direction = engine::Direction::kForward;
};

// The checks in AWS's order. several_statements: within a batch or a transaction, where only single items are read;
// says what is wrong when the SELECT is of something else.
ApiResult<PreparedSelect> prepare_select(const Context& context, expression::partiql::SelectStatement&& select,
                                         bool consistent_read);
ApiResult<PreparedSelect> prepare_single_select(const Context& context, expression::partiql::SelectStatement&& select,
                                                const std::string& otherwise);

// The key of the one item that a single SELECT reads; its values have passed the checks of a Key.
ApiResult<Item> single_key(const PreparedSelect& select);

struct SelectOptions {
  std::optional<int32_t> limit;
  std::optional<std::string> next_token;
  ReturnConsumedCapacity return_consumed_capacity = ReturnConsumedCapacity::kNone;
};

struct SelectPage {
  PageResponse page;
  std::optional<std::string> next_token;
};

// Waits for the disk. statement: what the SELECT was made from, to which tokens are bound.
ApiResult<SelectPage> read_select(const Context& context, const PreparedSelect& select,
                                  const StatementParameters& statement, const SelectOptions& options);

}  // namespace basalt::operations
