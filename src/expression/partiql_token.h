// Tokens of PartiQL statements, with the place that AWS's messages name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/result.h"

namespace basalt::expression::partiql {

// Counted in characters from 1, as AWS prints it: "1:8:5" is line, column, length.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t length = 0;

  // " at 1:8:5", the end of many messages.
  std::string text() const {
    return " at " + std::to_string(line) + ":" + std::to_string(column) + ":" + std::to_string(length);
  }
};

enum class TokenKind : uint8_t {
  kIdentifier,
  kQuotedIdentifier,  // "…"
  kKeyword,           // text in lower case
  kOperator,          // + - * / % || = <> < <= > >= and or not is in like between; text in lower case
  kString,            // text without its quotes
  kNumber,
  kTrue,
  kFalse,
  kNull,
  kMissing,
  kParameter,  // ?
  kDot,
  kComma,
  kColon,
  kSemicolon,
  kOpenParen,
  kCloseParen,
  kOpenBracket,
  kCloseBracket,
  kOpenBrace,
  kCloseBrace,
  kOpenBag,   // <<
  kCloseBag,  // >>
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;
  Position position;
};

// What is wrong with a statement that cannot be read: AWS's detail, which may be empty.
template <class T>
using SyntaxResult = Result<T, std::string>;

// The tokens of a statement, kEnd last. White space, `-- …` and `/* … */` are skipped.
SyntaxResult<std::vector<Token>> lex(std::string_view statement);

// Keywords and functions have no case.
std::string lower_case(std::string_view text);

// Whether a lower-case word is reserved: it names nothing unless it is quoted.
bool is_keyword(std::string_view lower);

}  // namespace basalt::expression::partiql
