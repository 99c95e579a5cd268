// Tokens of expressions. One lexer serves every kind of expression, as AWS's does: SET is no name in a condition
// either.
#pragma once

#include <cstdint>

namespace basalt::expression {

enum class TokenKind : uint8_t {
  kEnd,
  kIdentifier,        // name
  kNamePlaceholder,   // #name
  kValuePlaceholder,  // :value
  kInteger,
  kComma,
  kDot,
  kOpenBracket,
  kCloseBracket,
  kOpenParen,
  kCloseParen,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kPlus,
  kMinus,
  kAnd,
  kOr,
  kNot,
  kIn,
  kBetween,
  kSet,
  kRemove,
  kAdd,
  kDelete,
  kUnknown,  // one character that begins no token
};

// Offsets into the expression's text, which is at most 4 KB.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  uint16_t begin = 0;
  uint16_t end = 0;
};

}  // namespace basalt::expression
