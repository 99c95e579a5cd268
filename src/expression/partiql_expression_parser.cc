#include <algorithm>
#include <array>

#include "expression/ascii.h"
#include "expression/partiql_parser.h"

namespace basalt::expression::partiql {
namespace {

constexpr int kNotPrecedence = 30;

// 0: no infix operator.
int infix_precedence(std::string_view op) {
  constexpr std::pair<std::string_view, int> kPrecedences[] = {
      {"or", 10}, {"and", 20},     {"=", 40},    {"<>", 40}, {"is", 40}, {"in", 40}, {"<", 50}, {"<=", 50}, {">", 50},
      {">=", 50}, {"between", 50}, {"like", 50}, {"+", 60},  {"-", 60},  {"||", 60}, {"*", 70}, {"/", 70},  {"%", 70},
  };
  for (const auto& [name, precedence] : kPrecedences) {
    if (name == op) return precedence;
  }
  return 0;
}

bool is_chain(std::string_view op) { return op == "and" || op == "or"; }

// What IS may be followed by, but for the two of two words.
constexpr std::string_view kTypeNames[] = {
    "any",      "bag",      "bigint",   "blob",   "bool",    "boolean",   "char",    "character", "clob",
    "date",     "dec",      "decimal",  "float",  "int",     "int2",      "int4",    "int8",      "integer",
    "integer2", "integer4", "integer8", "list",   "missing", "null",      "numeric", "real",      "sexp",
    "smallint", "string",   "struct",   "symbol", "time",    "timestamp", "tuple",   "varchar",
};

// Functions whose names are keywords.
constexpr std::string_view kKeywordFunctions[] = {
    "avg", "bag",          "bit_length", "char_length", "character_length", "count", "exists", "list", "lower", "max",
    "min", "octet_length", "sexp",       "size",        "substring",        "sum",   "upper",
};

template <size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// A statement stands here rather than an expression.
bool begins_statement(std::string_view keyword) {
  constexpr std::string_view kWords[] = {"select", "from", "update", "delete", "set", "remove"};
  return is_one_of(keyword, kWords);
}

}  // namespace

SyntaxResult<void> Parser::expect(TokenKind kind, std::string_view name) {
  if (accept(kind)) return {};
  return syntax_failure("Expected " + std::string(name));
}

SyntaxResult<Expr> Parser::expression(int precedence) {
  const Nesting nesting(*this);
  if (nesting.too_deep()) return syntax_failure({});
  Expr left = TRY(unary());
  size_t operators = 0;
  for (;;) {
    const bool negated = at_word("not") && (at_word("in", 1) || at_word("between", 1) || at_word("like", 1));
    const Token& token = peek(negated ? 1 : 0);
    const int op_precedence = token.kind == TokenKind::kOperator ? infix_precedence(token.text) : 0;
    if (op_precedence <= std::max(precedence, 0)) return left;
    const std::string op = token.text;
    if (negated) take();
    take();
    const bool extends = is_chain(op) && left.get_if<OperationExpr>() != nullptr;
    if (!extends && ++operators > kMaxOperators) return syntax_failure({});
    left = TRY(infix(std::move(left), op, negated));
  }
}

// The operator has been taken.
SyntaxResult<Expr> Parser::infix(Expr left, const std::string& op, bool negated) {
  if (op == "is") return type_test(std::move(left));
  Expr right = TRY(op == "in" ? in_list() : right_side(op));
  const Position position = left.position;
  auto* chain = std::get_if<OperationExpr>(&left.node);
  if (chain != nullptr && is_chain(op) && chain->op == op) {
    chain->operands.push_back(std::move(right));
    return left;
  }
  OperationExpr operation{op, negated, {}};
  operation.operands.push_back(std::move(left));
  operation.operands.push_back(std::move(right));
  if (op == "between") {
    if (!accept_word("and")) return syntax_failure("Expected AND");
    if (at(TokenKind::kEnd)) return syntax_failure("Expected expression after AND");
    operation.operands.push_back(TRY(expression(infix_precedence(op))));
  }
  return Expr{position, std::move(operation)};
}

SyntaxResult<Expr> Parser::right_side(const std::string& op) {
  if (at(TokenKind::kEnd)) return syntax_failure("Missing right-hand side expression of infix operator");
  return expression(infix_precedence(op));
}

SyntaxResult<Expr> Parser::in_list() {
  if (!at(TokenKind::kOpenParen)) return right_side("in");
  const Position position = take().position;
  return Expr{position, ListExpr{TRY(elements(TokenKind::kCloseParen, "RIGHT_PAREN"))}};
}

SyntaxResult<Expr> Parser::type_test(Expr operand) {
  TypeTestExpr test;
  test.negated = accept_word("not");
  const Token& token = peek();
  const bool nameless =
      token.kind != TokenKind::kKeyword && token.kind != TokenKind::kNull && token.kind != TokenKind::kMissing;
  test.type = nameless ? std::string() : token.text;
  const bool two_words =
      (at_word("double") && at_word("precision", 1)) || (at_word("character") && at_word("varying", 1));
  if (nameless || (!two_words && !is_one_of(test.type, kTypeNames))) return syntax_failure("Expected type name");
  take();
  if (two_words) test.type.append("_").append(take().text);
  const Position position = operand.position;
  test.operand.push_back(std::move(operand));
  return Expr{position, std::move(test)};
}

// Signs are put into the number they stand before.
SyntaxResult<Expr> Parser::unary() {
  const bool sign = at(TokenKind::kOperator) && (peek().text == "+" || peek().text == "-");
  if (!sign && !at_word("not")) return path(false);
  const Nesting nesting(*this);
  if (nesting.too_deep()) return syntax_failure({});
  const Token op = take();
  if (!sign) {
    OperationExpr negation{"not", false, {}};
    negation.operands.push_back(TRY(expression(kNotPrecedence)));
    return Expr{op.position, std::move(negation)};
  }
  Expr operand = TRY(unary());
  if (auto* number = std::get_if<NumberExpr>(&operand.node)) {
    if (op.text == "+") return operand;
    if (number->text.front() == '-') {
      number->text.erase(0, 1);
    } else {
      number->text.insert(0, "-");
    }
    return operand;
  }
  OperationExpr signed_operand{op.text, false, {}};
  signed_operand.operands.push_back(std::move(operand));
  return Expr{op.position, std::move(signed_operand)};
}

SyntaxResult<Expr> Parser::path(bool simple) {
  if (simple && !at(TokenKind::kIdentifier) && !at(TokenKind::kQuotedIdentifier)) {
    return syntax_failure("Expected identifier for simple path");
  }
  Expr root;
  if (simple) {
    const Token& name = take();
    root = Expr{name.position, NameExpr{name.text}};
  } else {
    root = TRY(term());
  }
  if (!at(TokenKind::kDot) && !at(TokenKind::kOpenBracket)) return root;
  PathExpr path;
  const Position position = root.position;
  path.root.push_back(std::move(root));
  for (;;) {
    if (accept(TokenKind::kDot)) {
      path.steps.push_back(TRY(dot_step(simple)));
    } else if (accept(TokenKind::kOpenBracket)) {
      path.steps.push_back(TRY(bracket_step(simple)));
    } else {
      return Expr{position, std::move(path)};
    }
  }
}

SyntaxResult<PathStep> Parser::dot_step(bool simple) {
  if (at(TokenKind::kIdentifier) || at(TokenKind::kQuotedIdentifier)) return PathStep(NameStep{take().text});
  if (!at(TokenKind::kOperator) || peek().text != "*") return syntax_failure("Invalid path dot component");
  if (simple) return syntax_failure("Invalid path dot component for simple path");
  take();
  return PathStep(StarStep{});
}

SyntaxResult<PathStep> Parser::bracket_step(bool simple) {
  if (at(TokenKind::kOperator) && peek().text == "*") {
    take();
    TRY(expect(TokenKind::kCloseBracket, "RIGHT_BRACKET"));
    return PathStep(StarStep{});
  }
  IndexStep step;
  step.index.push_back(TRY(expression()));
  TRY(expect(TokenKind::kCloseBracket, "RIGHT_BRACKET"));
  const bool literal = step.index[0].get_if<NumberExpr>() != nullptr || step.index[0].get_if<StringExpr>() != nullptr;
  if (simple && !literal) return syntax_failure("Invalid path component for simple path");
  return PathStep(std::move(step));
}

SyntaxResult<Expr> Parser::term() {
  const Token& token = peek();
  const Position position = token.position;
  switch (token.kind) {
    case TokenKind::kIdentifier:
    case TokenKind::kQuotedIdentifier:
      if (at(TokenKind::kOpenParen, 1)) return call();
      return Expr{position, NameExpr{take().text}};
    case TokenKind::kString:
      return Expr{position, StringExpr{take().text}};
    case TokenKind::kNumber:
      return Expr{position, NumberExpr{take().text}};
    case TokenKind::kTrue:
    case TokenKind::kFalse:
      return Expr{position, BoolExpr{take().kind == TokenKind::kTrue}};
    case TokenKind::kNull:
      take();
      return Expr{position, NullExpr{}};
    case TokenKind::kMissing:
      take();
      return Expr{position, MissingExpr{}};
    case TokenKind::kParameter:
      take();
      return Expr{position, ParameterExpr{parameters_++}};
    case TokenKind::kKeyword:
      return keyword_term();
    case TokenKind::kOperator:
      return syntax_failure("Unexpected operator");
    case TokenKind::kOpenParen:
      return group();
    case TokenKind::kOpenBracket:
      take();
      return Expr{position, ListExpr{TRY(elements(TokenKind::kCloseBracket, "RIGHT_BRACKET"))}};
    case TokenKind::kOpenBag:
      take();
      return Expr{position, BagExpr{TRY(elements(TokenKind::kCloseBag, "RIGHT_DOUBLE_ANGLE_BRACKET"))}};
    case TokenKind::kOpenBrace:
      return struct_literal();
    default:
      return syntax_failure("Unexpected term");
  }
}

SyntaxResult<Expr> Parser::keyword_term() {
  const Token& token = peek();
  if (is_one_of(token.text, kKeywordFunctions) && at(TokenKind::kOpenParen, 1)) return call();
  const bool insert = token.text == "insert" && at_word("into", 1);
  if (!insert && !begins_statement(token.text)) return syntax_failure("Unexpected keyword");
  const Position position = token.position;
  (void)TRY(statement());
  return Expr{position, NestedStatementExpr{}};
}

SyntaxResult<Expr> Parser::call() {
  const Token name = take();
  take();  // (
  CallExpr call{name.text, {}, false};
  if (at(TokenKind::kOperator) && peek().text == "*" && at(TokenKind::kCloseParen, 1)) {
    take();
    take();
    call.star = true;
  } else {
    call.arguments = TRY(elements(TokenKind::kCloseParen, "RIGHT_PAREN"));
  }
  return Expr{name.position, std::move(call)};
}

// (a) is a; (a, b) is a list.
SyntaxResult<Expr> Parser::group() {
  const Position position = take().position;
  if (at(TokenKind::kCloseParen)) return syntax_failure("Expression group cannot be empty");
  Exprs grouped = TRY(elements(TokenKind::kCloseParen, "RIGHT_PAREN"));
  if (grouped.size() == 1) return std::move(grouped.front());
  return Expr{position, ListExpr{std::move(grouped)}};
}

SyntaxResult<Exprs> Parser::elements(TokenKind end, std::string_view end_name) {
  Exprs list;
  if (accept(end)) return list;
  do {
    list.push_back(TRY(expression()));
  } while (accept(TokenKind::kComma));
  TRY(expect(end, end_name));
  return list;
}

SyntaxResult<Expr> Parser::struct_literal() {
  const Position position = take().position;
  StructExpr fields;
  if (accept(TokenKind::kCloseBrace)) return Expr{position, std::move(fields)};
  do {
    fields.keys.push_back(TRY(expression()));
    TRY(expect(TokenKind::kColon, "COLON"));
    fields.values.push_back(TRY(expression()));
  } while (accept(TokenKind::kComma));
  TRY(expect(TokenKind::kCloseBrace, "RIGHT_CURLY"));
  return Expr{position, std::move(fields)};
}

}  // namespace basalt::expression::partiql
