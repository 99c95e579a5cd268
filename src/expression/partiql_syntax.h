// The syntax of PartiQL statements as they are written. What they mean for DynamoDB is found when they are lowered to
// the conditions, updates and projections of ast.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "basalt/expression/partiql.h"
#include "expression/partiql_token.h"

namespace basalt::expression::partiql {

struct Expr;
using Exprs = std::vector<Expr>;

struct NameExpr {
  std::string text;
};
struct StringExpr {
  std::string text;
};
struct NumberExpr {
  std::string text;  // with its signs put in
};
struct BoolExpr {
  bool value = false;
};
struct NullExpr {};
struct MissingExpr {};
struct ParameterExpr {
  size_t index = 0;
};
struct ListExpr {
  Exprs elements;
};
struct BagExpr {
  Exprs elements;
};
struct StructExpr {
  Exprs keys;  // one for each value
  Exprs values;
};

struct StarStep {};
struct NameStep {
  std::string text;
};
struct IndexStep {
  Exprs index;  // one
};
using PathStep = std::variant<NameStep, IndexStep, StarStep>;
struct PathExpr {
  Exprs root;  // one
  std::vector<PathStep> steps;
};

// name: in lower case when it is a keyword, else as written.
struct CallExpr {
  std::string name;
  Exprs arguments;
  bool star = false;  // COUNT(*)
};

// "and", "or", "not", "=", "<>", …, "in", "between", "like", "+", "-", …: by their text, as AWS prints them. A chain of
// one operator is one node. The operands of "in" are the value and one list.
struct OperationExpr {
  std::string op;
  bool negated = false;  // NOT IN, NOT BETWEEN, NOT LIKE
  Exprs operands;
};
// IS [NOT] type; type in lower case ("missing", "null", "bool", …).
struct TypeTestExpr {
  bool negated = false;
  std::string type;
  Exprs operand;  // one
};
// A statement within an expression: DynamoDB has none, but its errors are found first.
struct NestedStatementExpr {};

struct Expr {
  Position position;
  std::variant<NameExpr, StringExpr, NumberExpr, BoolExpr, NullExpr, MissingExpr, ParameterExpr, ListExpr, BagExpr,
               StructExpr, PathExpr, CallExpr, OperationExpr, TypeTestExpr, NestedStatementExpr>
      node;

  template <class T>
  const T* get_if() const {
    return std::get_if<T>(&node);
  }
};

struct SourceSyntax {
  Exprs path;            // one
  bool aliased = false;  // AS t, or t alone
};

struct OrderSyntax {
  Expr expression;
  bool descending = false;
};
struct SelectSyntax {
  bool distinct = false;
  bool star = false;
  Exprs columns;
  bool aliased = false;  // a column
  SourceSyntax from;
  bool several_sources = false;
  std::optional<Expr> where;
  std::vector<OrderSyntax> order_by;
  std::optional<Expr> limit;
};
struct InsertSyntax {
  SourceSyntax into;
  std::optional<Expr> value;  // absent: INSERT INTO t <<…>>, of many
};
// SET target = value, or REMOVE target.
struct ActionSyntax {
  Expr target;
  std::optional<Expr> value;
};
struct UpdateSyntax {
  SourceSyntax source;
  std::vector<ActionSyntax> actions;
  std::optional<Expr> where;
  std::optional<Returning> returning;
};
struct DeleteSyntax {
  SourceSyntax source;
  std::optional<Expr> where;
  std::optional<Returning> returning;
};
struct ExistsSyntax {
  SelectSyntax select;
};
struct ExpressionSyntax {
  Expr expression;
};
using StatementSyntax =
    std::variant<SelectSyntax, InsertSyntax, UpdateSyntax, DeleteSyntax, ExistsSyntax, ExpressionSyntax>;

SyntaxResult<StatementSyntax> parse_syntax(std::string_view statement);

}  // namespace basalt::expression::partiql
