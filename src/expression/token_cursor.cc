#include "expression/token_cursor.h"

#include "expression/lexer.h"
#include "expression/messages.h"

namespace basalt::expression {

TokenCursor::TokenCursor(std::string_view text) : text_(text), tokens_(lex(text)) {}

Token TokenCursor::take() {
  const Token token = peek();
  if (token.kind != TokenKind::kEnd) ++at_;
  return token;
}

bool TokenCursor::accept(TokenKind kind) {
  if (peek().kind != kind) return false;
  take();
  return true;
}

ParseResult<Token> TokenCursor::expect(TokenKind kind) {
  if (peek().kind != kind) return syntax_error();
  return take();
}

Failure<std::string> TokenCursor::syntax_error() const {
  const Token& bad = peek();
  const bool at_end = bad.kind == TokenKind::kEnd;
  const size_t begin = at_ == 0 ? bad.begin : tokens_[at_ - 1].begin;
  size_t end = bad.end;
  if (at_end) {
    end = at_ == 0 ? bad.end : tokens_[at_ - 1].end;
  } else if (tokens_[at_ + 1].kind != TokenKind::kEnd) {
    end = tokens_[at_ + 1].end;
  }
  return Failure{
      message::syntax_error(at_end ? std::string_view("<EOF>") : text(bad), text_.substr(begin, end - begin))};
}

}  // namespace basalt::expression
