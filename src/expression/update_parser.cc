// The grammar of updates:
//
//   update   := section+                                each of SET, REMOVE, ADD, DELETE at most once, in any order
//   section  := SET set ( "," set )* | REMOVE path ( "," path )* | ( ADD | DELETE ) path :value ( "," path :value )*
//   set      := path "=" ( sum | "(" sum ")" )
//   sum      := operand ( ( "+" | "-" ) operand )?
#include <array>
#include <utility>

#include "expression/messages.h"
#include "expression/operand_parser.h"
#include "expression/parser.h"

namespace basalt::expression {
namespace {

using SetValue = std::variant<Operand, Arithmetic>;

class UpdateParser {
 public:
  explicit UpdateParser(std::string_view text) : operands_(text, Grammar::kUpdate), cursor_(operands_.cursor()) {}

  ParseResult<ParsedUpdate> parse() {
    do {
      TRY(parse_section());
    } while (cursor_.kind() != TokenKind::kEnd);
    ParsedReferences references = TRY(operands_.finish());
    return ParsedUpdate{std::make_shared<const UpdateTree>(std::move(tree_)), std::move(references)};
  }

 private:
  ParseResult<void> parse_section() {
    switch (cursor_.kind()) {
      case TokenKind::kSet:
        return parse_actions("SET", &UpdateParser::parse_set);
      case TokenKind::kRemove:
        return parse_actions("REMOVE", &UpdateParser::parse_remove);
      case TokenKind::kAdd:
        return parse_actions("ADD", &UpdateParser::parse_with_value<AddAction>);
      case TokenKind::kDelete:
        return parse_actions("DELETE", &UpdateParser::parse_with_value<DeleteAction>);
      default:
        return cursor_.syntax_error();
    }
  }

  ParseResult<void> parse_actions(std::string_view section, ParseResult<UpdateAction> (UpdateParser::*parse_action)()) {
    bool& seen = seen_[static_cast<size_t>(cursor_.take().kind) - static_cast<size_t>(TokenKind::kSet)];
    if (seen) operands_.found(Finding::kRepeatedSection, message::section_repeated(section));
    seen = true;
    do {
      tree_.actions.push_back(TRY((this->*parse_action)()));
    } while (cursor_.accept(TokenKind::kComma));
    return {};
  }

  ParseResult<UpdateAction> parse_set() {
    const PathRef target = TRY(operands_.parse_path());
    TRY(cursor_.expect(TokenKind::kEqual));
    SetValue value = TRY(parse_set_value());
    return UpdateAction(SetAction{target, std::move(value)});
  }

  ParseResult<UpdateAction> parse_remove() { return UpdateAction(RemoveAction{TRY(operands_.parse_path())}); }

  template <class Action>
  ParseResult<UpdateAction> parse_with_value() {
    const PathRef target = TRY(operands_.parse_path());
    return UpdateAction(Action{target, TRY(operands_.parse_value())});
  }

  // `(` may open an operand, as in `(a) + b`, or a sum, as in `(a + b)`.
  ParseResult<SetValue> parse_set_value() {
    if (cursor_.kind() != TokenKind::kOpenParen) return parse_sum(TRY(operands_.parse_operand()).operand);
    cursor_.take();
    auto inner = TRY(operands_.parse_operand());
    SetValue sum = TRY(parse_sum(std::move(inner.operand)));
    TRY(cursor_.expect(TokenKind::kCloseParen));
    if (std::holds_alternative<Arithmetic>(sum)) return sum;
    if (inner.parenthesized) operands_.found(Finding::kRedundantParentheses, message::redundant_parentheses());
    return parse_sum(std::move(std::get<Operand>(sum)));
  }

  ParseResult<SetValue> parse_sum(Operand left) {
    ArithmeticOperator op;
    if (cursor_.accept(TokenKind::kPlus)) {
      op = ArithmeticOperator::kPlus;
    } else if (cursor_.accept(TokenKind::kMinus)) {
      op = ArithmeticOperator::kMinus;
    } else {
      return SetValue(std::move(left));
    }
    operands_.count_operator();
    Operand right = TRY(operands_.parse_operand()).operand;
    return SetValue(Arithmetic{op, std::move(left), std::move(right)});
  }

  OperandParser operands_;
  TokenCursor& cursor_;
  UpdateTree tree_;
  std::array<bool, 4> seen_{};  // SET, REMOVE, ADD, DELETE
};

}  // namespace

ParseResult<ParsedUpdate> parse_update(std::string_view text) {
  TRY(check_expression_size(text));
  return UpdateParser(text).parse();
}

}  // namespace basalt::expression
