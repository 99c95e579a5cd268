// The grammar of projections: path ( "," path )*.
#include <algorithm>

#include "expression/ascii.h"
#include "expression/limits.h"
#include "expression/messages.h"
#include "expression/operand_parser.h"
#include "expression/parser.h"

namespace basalt::expression {

ParseResult<ParsedProjection> parse_projection(std::string_view text) {
  TRY(check_expression_size(text));
  OperandParser operands(text, Grammar::kProjection);
  do {
    TRY(operands.parse_path());
  } while (operands.cursor().accept(TokenKind::kComma));
  return ParsedProjection{TRY(operands.finish())};
}

ParseResult<void> check_expression_size(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_space)) return Failure{message::empty_expression()};
  if (text.size() > kMaxExpressionSize) return Failure{message::expression_too_long(text.size())};
  return {};
}

}  // namespace basalt::expression
