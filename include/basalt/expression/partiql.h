// PartiQL statements: parsed, their parameters put in, and lowered to the same conditions, updates and projections that
// expressions make. What of a WHERE is a key is found by partiql_plan.h once the table's schema is known.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
//
// Pure functions, any thread. Results own everything they need and are immutable. Errors are ValidationException with
// AWS's texts, e.g. "Statement wasn't well formed, can't be processed: Unexpected term".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/condition.h"
#include "basalt/expression/projection.h"
#include "basalt/expression/update.h"
#include "basalt/value/attribute_value.h"

namespace basalt::expression::partiql {

inline constexpr size_t kMaxStatementSize = 8192;  // characters; more is refused before a statement is parsed

// RETURNING (ALL | MODIFIED) (OLD | NEW) *
enum class Returning { kAllOld, kAllNew, kModifiedOld, kModifiedNew };

struct OrderTerm {
  std::string attribute;
  bool descending = false;
};

struct SelectStatement {
  std::string table;
  std::optional<std::string> index;
  std::optional<Projection> projection;  // absent: *
  // What is wrong with the columns. AWS says so only after it has looked at the table's key.
  std::optional<ApiError> projection_error;
  std::optional<Condition> where;
  std::vector<OrderTerm> order_by;
};

// INSERT INTO table VALUE item: of an item that is not there yet.
struct InsertStatement {
  std::string table;
  Item item;
};

// UPDATE table SET … REMOVE … WHERE …, or FROM table WHERE … SET …: of an item that is there.
struct UpdateStatement {
  std::string table;
  Update update;
  std::optional<Condition> where;
  std::optional<Returning> returning;
};

struct DeleteStatement {
  std::string table;
  std::optional<Condition> where;
  std::optional<Returning> returning;  // kAllOld
};

// EXISTS(SELECT …), in transactions.
struct ExistsStatement {
  SelectStatement select;
};

using Statement = std::variant<SelectStatement, InsertStatement, UpdateStatement, DeleteStatement, ExistsStatement>;

// text: at most kMaxStatementSize characters. parameters: what each `?` stands for, in their order; there may be more.
ApiResult<Statement> parse_statement(std::string_view text, std::span<const AttributeValue> parameters);

}  // namespace basalt::expression::partiql
