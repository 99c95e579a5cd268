// TokenCursor: the place of a parser in its text, and the wording of a syntax error there.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basalt/base/result.h"
#include "expression/token.h"

namespace basalt::expression {

template <class T>
using ParseResult = Result<T, std::string>;

class TokenCursor {
 public:
  // text must outlive the cursor.
  explicit TokenCursor(std::string_view text);

  const Token& peek() const { return tokens_[at_]; }
  TokenKind kind() const { return peek().kind; }
  TokenKind next_kind() const { return kind() == TokenKind::kEnd ? TokenKind::kEnd : tokens_[at_ + 1].kind; }
  std::string_view text(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }

  // Returns the current token and moves on; the end stays the end.
  Token take();
  // Moves on when the current token is of this kind.
  bool accept(TokenKind kind);
  ParseResult<Token> expect(TokenKind kind);

  // AWS shows the token between its neighbours, as they stand in the text.
  Failure<std::string> syntax_error() const;

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
};

}  // namespace basalt::expression
