// The grammar of conditions, loosest binding first:
//
//   condition := and ( OR and )*
//   and       := not ( AND not )*
//   not       := NOT not | relation
//   relation  := operand comparator operand | operand BETWEEN operand AND operand
//              | operand IN "(" operand ( "," operand )* ")" | function | "(" condition ")"
//
// `(` may open an operand or a condition. Both are read by the same rule, which yields a Term; where a condition is
// needed, a Term that is neither a condition nor a function is the syntax error.
#include <optional>
#include <utility>
#include <variant>

#include "expression/messages.h"
#include "expression/operand_parser.h"
#include "expression/parser.h"

namespace basalt::expression {
namespace {

struct Term {
  std::variant<Operand, ConditionNode> value;
  bool parenthesized = false;
};

std::optional<Comparator> comparator_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEqual:
      return Comparator::kEqual;
    case TokenKind::kNotEqual:
      return Comparator::kNotEqual;
    case TokenKind::kLess:
      return Comparator::kLess;
    case TokenKind::kLessOrEqual:
      return Comparator::kLessOrEqual;
    case TokenKind::kGreater:
      return Comparator::kGreater;
    case TokenKind::kGreaterOrEqual:
      return Comparator::kGreaterOrEqual;
    default:
      return std::nullopt;
  }
}

class ConditionParser {
 public:
  explicit ConditionParser(std::string_view text) : operands_(text, Grammar::kCondition), cursor_(operands_.cursor()) {}

  ParseResult<ParsedCondition> parse() {
    ConditionNode root = TRY(as_condition(TRY(parse_or())));
    ParsedReferences references = TRY(operands_.finish());
    return ParsedCondition{std::make_shared<const ConditionNode>(std::move(root)), std::move(references)};
  }

 private:
  ParseResult<Term> parse_or() { return parse_chain<Or>(TokenKind::kOr, &ConditionParser::parse_and); }
  ParseResult<Term> parse_and() { return parse_chain<And>(TokenKind::kAnd, &ConditionParser::parse_not); }

  template <class Chain>
  ParseResult<Term> parse_chain(TokenKind op, ParseResult<Term> (ConditionParser::*parse_link)()) {
    Term first = TRY((this->*parse_link)());
    if (cursor_.kind() != op) return first;
    Chain chain;
    chain.terms.push_back(TRY(as_condition(std::move(first))));
    while (cursor_.accept(op)) {
      operands_.count_operator();
      Term next = TRY((this->*parse_link)());
      chain.terms.push_back(TRY(as_condition(std::move(next))));
    }
    return Term{ConditionNode{std::move(chain)}};
  }

  ParseResult<Term> parse_not() {
    if (!cursor_.accept(TokenKind::kNot)) return parse_relation();
    const OperandParser::Nesting nesting(operands_);
    TRY(operands_.check_nesting(false));
    operands_.count_operator();
    Term inner = TRY(parse_not());
    auto node = std::make_unique<ConditionNode>(TRY(as_condition(std::move(inner))));
    return Term{ConditionNode{Not{std::move(node)}}};
  }

  ParseResult<Term> parse_relation() {
    Term term = TRY(parse_group_or_operand());
    auto* operand = std::get_if<Operand>(&term.value);
    if (operand == nullptr) return term;
    if (const auto comparator = comparator_of(cursor_.kind())) {
      cursor_.take();
      return parse_comparison(*comparator, std::move(*operand));
    }
    if (cursor_.accept(TokenKind::kBetween)) return parse_between(std::move(*operand));
    if (cursor_.accept(TokenKind::kIn)) return parse_in(std::move(*operand));
    return term;
  }

  ParseResult<Term> parse_group_or_operand() {
    if (cursor_.kind() != TokenKind::kOpenParen) return Term{TRY(operands_.parse_operand()).operand};
    const bool after_parenthesis = cursor_.next_kind() == TokenKind::kOpenParen;
    cursor_.take();
    const OperandParser::Nesting nesting(operands_);
    TRY(operands_.check_nesting(after_parenthesis));
    Term inner = TRY(parse_or());
    TRY(cursor_.expect(TokenKind::kCloseParen));
    if (inner.parenthesized) operands_.found(Finding::kRedundantParentheses, message::redundant_parentheses());
    inner.parenthesized = true;
    if (const auto* operand = std::get_if<Operand>(&inner.value)) {
      inner.parenthesized = !TRY(operands_.continue_path(*operand));
    }
    return inner;
  }

  ParseResult<Term> parse_comparison(Comparator comparator, Operand left) {
    operands_.count_operator();
    Operand right = TRY(operands_.parse_operand()).operand;
    check_placement(left, operands_);
    check_placement(right, operands_);
    return Term{ConditionNode{Comparison{comparator, std::move(left), std::move(right)}}};
  }

  ParseResult<Term> parse_between(Operand value) {
    operands_.count_operator();
    Operand lower = TRY(operands_.parse_operand()).operand;
    TRY(cursor_.expect(TokenKind::kAnd));
    Operand upper = TRY(operands_.parse_operand()).operand;
    for (const Operand* operand : {&value, &lower, &upper}) check_placement(*operand, operands_);
    return Term{ConditionNode{Between{std::move(value), std::move(lower), std::move(upper)}}};
  }

  ParseResult<Term> parse_in(Operand value) {
    operands_.count_operator();
    In in{std::move(value), {}};
    TRY(cursor_.expect(TokenKind::kOpenParen));
    do {
      in.candidates.push_back(TRY(operands_.parse_operand()).operand);
    } while (cursor_.accept(TokenKind::kComma));
    TRY(cursor_.expect(TokenKind::kCloseParen));
    check_placement(in.value, operands_);
    for (const Operand& candidate : in.candidates) check_placement(candidate, operands_);
    return Term{ConditionNode{std::move(in)}};
  }

  ParseResult<ConditionNode> as_condition(Term term) {
    if (auto* condition = std::get_if<ConditionNode>(&term.value)) return std::move(*condition);
    auto* call = std::get_if<Call>(&std::get<Operand>(term.value).term);
    if (call == nullptr) return cursor_.syntax_error();
    if (call->function == Function::kSize) {
      operands_.found(Finding::kMisplacedFunction, message::function_misplaced(function_name(call->function)));
    }
    return ConditionNode{std::move(*call)};
  }

  OperandParser operands_;
  TokenCursor& cursor_;
};

}  // namespace

ParseResult<ParsedCondition> parse_condition(std::string_view text) {
  TRY(check_expression_size(text));
  return ConditionParser(text).parse();
}

}  // namespace basalt::expression
