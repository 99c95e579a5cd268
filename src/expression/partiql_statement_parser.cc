#include <algorithm>

#include "expression/partiql_parser.h"

namespace basalt::expression::partiql {

SyntaxResult<StatementSyntax> Parser::parse() {
  StatementSyntax parsed = TRY(statement());
  accept(TokenKind::kSemicolon);
  if (!at(TokenKind::kEnd)) return syntax_failure("Unexpected token after expression");
  return parsed;
}

SyntaxResult<StatementSyntax> Parser::statement() {
  const Nesting nesting(*this);
  if (nesting.too_deep()) return syntax_failure({});
  if (at_word("exists") && at(TokenKind::kOpenParen, 1) && at_word("select", 2)) return StatementSyntax(TRY(exists()));
  if (accept_word("select")) return StatementSyntax(TRY(select()));
  if (accept_word("update")) return StatementSyntax(TRY(update()));
  if (accept_word("delete")) return StatementSyntax(TRY(erase()));
  if (accept_word("from")) return StatementSyntax(TRY(from_first_update()));
  if (at_word("insert") && at_word("into", 1)) return StatementSyntax(TRY(insert()));
  if (at_word("set") || at_word("remove")) {
    std::vector<ActionSyntax> without_source;
    TRY(actions(without_source));
    return StatementSyntax(ExpressionSyntax{Expr{{}, NestedStatementExpr{}}});
  }
  return StatementSyntax(ExpressionSyntax{TRY(expression())});
}

SyntaxResult<SelectSyntax> Parser::select() {
  SelectSyntax select;
  select.distinct = accept_word("distinct");
  if (!select.distinct) accept_word("all");
  TRY(select_list(select));
  if (!accept_word("from")) return syntax_failure("Expected FROM after SELECT list");
  TRY(from_source(select));
  select.where = TRY(optional_where());
  TRY(order_by(select));
  if (accept_word("limit")) select.limit = TRY(expression());
  return select;
}

SyntaxResult<void> Parser::select_list(SelectSyntax& select) {
  if (at_word("from")) return syntax_failure("Cannot have empty SELECT list");
  do {
    if (at(TokenKind::kOperator) && peek().text == "*") {
      take();
      select.star = true;
      continue;
    }
    select.columns.push_back(TRY(expression()));
    select.aliased = accept_alias() || select.aliased;
  } while (accept(TokenKind::kComma));
  if (select.star && !select.columns.empty()) {
    return syntax_failure(
        "Other expressions may not be present in the select list when '*' is used without dot notation.");
  }
  return {};
}

SyntaxResult<void> Parser::from_source(SelectSyntax& select) {
  select.from.path.push_back(TRY(expression()));
  select.from.aliased = accept_alias();
  while (accept(TokenKind::kComma)) {
    (void)TRY(expression());
    accept_alias();
    select.several_sources = true;
  }
  return {};
}

bool Parser::accept_alias() {
  const auto is_name = [&](size_t ahead) {
    return at(TokenKind::kIdentifier, ahead) || at(TokenKind::kQuotedIdentifier, ahead);
  };
  const bool as = at_word("as") && is_name(1);
  if (!as && !is_name(0)) return false;
  if (as) take();
  take();
  return true;
}

SyntaxResult<void> Parser::order_by(SelectSyntax& select) {
  if (!at_word("order") || !at_word("by", 1)) return {};
  take();
  take();
  do {
    OrderSyntax term{TRY(expression()), false};
    term.descending = accept_word("desc");
    if (!term.descending) accept_word("asc");
    select.order_by.push_back(std::move(term));
  } while (accept(TokenKind::kComma));
  return {};
}

SyntaxResult<ExistsSyntax> Parser::exists() {
  take();  // EXISTS
  take();  // (
  take();  // SELECT
  ExistsSyntax exists{TRY(select())};
  TRY(expect(TokenKind::kCloseParen, "RIGHT_PAREN"));
  return exists;
}

SyntaxResult<InsertSyntax> Parser::insert() {
  take();  // INSERT
  take();  // INTO
  InsertSyntax insert;
  insert.into.path.push_back(TRY(path(true)));
  const bool one = accept_word("value");
  Expr value = TRY(expression());
  if (one) insert.value = std::move(value);
  return insert;
}

SyntaxResult<SourceSyntax> Parser::simple_source() {
  SourceSyntax source;
  source.path.push_back(TRY(path(true)));
  source.aliased = accept_alias();
  return source;
}

SyntaxResult<UpdateSyntax> Parser::update() {
  UpdateSyntax update;
  update.source = TRY(simple_source());
  TRY(actions(update.actions));
  update.where = TRY(optional_where());
  update.returning = TRY(optional_returning());
  return update;
}

SyntaxResult<UpdateSyntax> Parser::from_first_update() {
  SelectSyntax sources;
  TRY(from_source(sources));
  UpdateSyntax update;
  update.source = std::move(sources.from);
  update.where = TRY(optional_where());
  TRY(actions(update.actions));
  update.returning = TRY(optional_returning());
  return update;
}

SyntaxResult<DeleteSyntax> Parser::erase() {
  if (!accept_word("from")) return syntax_failure("Expected FROM after DELETE");
  DeleteSyntax erase;
  erase.source = TRY(simple_source());
  erase.where = TRY(optional_where());
  erase.returning = TRY(optional_returning());
  return erase;
}

SyntaxResult<void> Parser::actions(std::vector<ActionSyntax>& actions) {
  do {
    if (accept_word("set")) {
      TRY(set_clause(actions));
    } else if (accept_word("remove")) {
      do {
        actions.push_back({TRY(path(true)), std::nullopt});
      } while (accept(TokenKind::kComma));
    } else {
      return syntax_failure("Expected data manipulation");
    }
  } while (at_word("set") || at_word("remove"));
  return {};
}

SyntaxResult<void> Parser::set_clause(std::vector<ActionSyntax>& actions) {
  do {
    Expr target = TRY(path(true));
    const bool assigns = at(TokenKind::kOperator) && peek().text == "=";
    if (!assigns) return syntax_failure("Expected '='");
    take();
    Expr value = TRY(expression());
    actions.push_back({std::move(target), std::move(value)});
  } while (accept(TokenKind::kComma));
  return {};
}

SyntaxResult<std::optional<Expr>> Parser::optional_where() {
  if (!accept_word("where")) return std::optional<Expr>();
  return std::optional(TRY(expression()));
}

SyntaxResult<std::optional<Returning>> Parser::optional_returning() {
  if (!accept_word("returning")) return std::optional<Returning>();
  const bool all = accept_word("all");
  if (!all && !accept_word("modified")) return syntax_failure("Expected ( MODIFIED | ALL ) in RETURNING clause");
  const bool old = accept_word("old");
  if (!old && !accept_word("new")) return syntax_failure("Expected ( NEW | OLD ) in RETURNING clause");
  if (!at(TokenKind::kOperator) || peek().text != "*") return syntax_failure("Expected '*' in RETURNING clause");
  take();
  if (all) return std::optional(old ? Returning::kAllOld : Returning::kAllNew);
  return std::optional(old ? Returning::kModifiedOld : Returning::kModifiedNew);
}

SyntaxResult<StatementSyntax> parse_syntax(std::string_view statement) { return Parser(TRY(lex(statement))).parse(); }

}  // namespace basalt::expression::partiql
