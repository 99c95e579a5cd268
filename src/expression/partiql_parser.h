// The parser of PartiQL: top-down, operators by precedence. Its errors and the order it finds them in are AWS's.
//
// One statement, one thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/limits.h"
#include "expression/partiql_syntax.h"

namespace basalt::expression::partiql {

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  SyntaxResult<StatementSyntax> parse();

 private:
  // partiql_statement_parser.cc
  SyntaxResult<StatementSyntax> statement();
  SyntaxResult<SelectSyntax> select();
  SyntaxResult<void> select_list(SelectSyntax& select);
  SyntaxResult<void> order_by(SelectSyntax& select);
  SyntaxResult<ExistsSyntax> exists();
  SyntaxResult<InsertSyntax> insert();
  SyntaxResult<UpdateSyntax> update();
  SyntaxResult<UpdateSyntax> from_first_update();
  SyntaxResult<DeleteSyntax> erase();
  SyntaxResult<SourceSyntax> simple_source();
  SyntaxResult<void> from_source(SelectSyntax& select);
  SyntaxResult<void> actions(std::vector<ActionSyntax>& actions);
  SyntaxResult<void> set_clause(std::vector<ActionSyntax>& actions);
  SyntaxResult<std::optional<Expr>> optional_where();
  SyntaxResult<std::optional<Returning>> optional_returning();
  bool accept_alias();

  // partiql_expression_parser.cc
  SyntaxResult<Expr> expression(int precedence = -1);
  SyntaxResult<Expr> infix(Expr left, const std::string& op, bool negated);
  SyntaxResult<Expr> type_test(Expr operand);
  SyntaxResult<Expr> right_side(const std::string& op);
  SyntaxResult<Expr> in_list();
  SyntaxResult<Expr> unary();
  SyntaxResult<Expr> path(bool simple);
  SyntaxResult<PathStep> dot_step(bool simple);
  SyntaxResult<PathStep> bracket_step(bool simple);
  SyntaxResult<Expr> term();
  SyntaxResult<Expr> keyword_term();
  SyntaxResult<Expr> call();
  SyntaxResult<Expr> group();
  SyntaxResult<Expr> struct_literal();
  SyntaxResult<Exprs> elements(TokenKind end, std::string_view end_name);

  const Token& peek(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool at(TokenKind kind, size_t ahead = 0) const { return peek(ahead).kind == kind; }
  bool at_word(std::string_view word, size_t ahead = 0) const {
    const Token& token = peek(ahead);
    return (token.kind == TokenKind::kKeyword || token.kind == TokenKind::kOperator) && token.text == word;
  }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool accept(TokenKind kind) { return at(kind) && (take(), true); }
  bool accept_word(std::string_view word) { return at_word(word) && (take(), true); }
  SyntaxResult<void> expect(TokenKind kind, std::string_view name);

  // Parentheses, literals and calls within each other.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) { ++parser_.nesting_; }
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    bool too_deep() const { return parser_.nesting_ > kMaxNesting; }

   private:
    Parser& parser_;
  };

  std::vector<Token> tokens_;  // ends with kEnd
  size_t at_ = 0;
  size_t nesting_ = 0;
  size_t parameters_ = 0;
};

inline Failure<std::string> syntax_failure(std::string_view detail) { return Failure{std::string(detail)}; }

}  // namespace basalt::expression::partiql
