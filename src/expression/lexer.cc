#include "expression/lexer.h"

#include <array>
#include <utility>

#include "basalt/base/check.h"
#include "expression/ascii.h"

namespace basalt::expression {
namespace {

constexpr std::array<std::pair<std::string_view, TokenKind>, 9> kKeywords = {{
    {"AND", TokenKind::kAnd},
    {"OR", TokenKind::kOr},
    {"NOT", TokenKind::kNot},
    {"IN", TokenKind::kIn},
    {"BETWEEN", TokenKind::kBetween},
    {"SET", TokenKind::kSet},
    {"REMOVE", TokenKind::kRemove},
    {"ADD", TokenKind::kAdd},
    {"DELETE", TokenKind::kDelete},
}};

TokenKind word_kind(std::string_view word) {
  for (const auto& [keyword, kind] : kKeywords) {
    if (equal_ignoring_case(word, keyword)) return kind;
  }
  return TokenKind::kIdentifier;
}

size_t name_end(std::string_view text, size_t at) {
  while (at < text.size() && is_name_character(text[at])) ++at;
  return at;
}

// Operators and punctuation; kUnknown when text[at] is none.
std::pair<TokenKind, size_t> punctuation(std::string_view text, size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (text[at]) {
    case ',':
      return {TokenKind::kComma, 1};
    case '.':
      return {TokenKind::kDot, 1};
    case '[':
      return {TokenKind::kOpenBracket, 1};
    case ']':
      return {TokenKind::kCloseBracket, 1};
    case '(':
      return {TokenKind::kOpenParen, 1};
    case ')':
      return {TokenKind::kCloseParen, 1};
    case '+':
      return {TokenKind::kPlus, 1};
    case '-':
      return {TokenKind::kMinus, 1};
    case '=':
      return {TokenKind::kEqual, 1};
    case '<':
      if (next == '=') return {TokenKind::kLessOrEqual, 2};
      if (next == '>') return {TokenKind::kNotEqual, 2};
      return {TokenKind::kLess, 1};
    case '>':
      if (next == '=') return {TokenKind::kGreaterOrEqual, 2};
      return {TokenKind::kGreater, 1};
    default:
      return {TokenKind::kUnknown, 1};
  }
}

// One whole UTF-8 character, so that a message never holds half of one.
size_t character_end(std::string_view text, size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::pair<TokenKind, size_t> next_token(std::string_view text, size_t at) {
  const char c = text[at];
  if (is_letter(c) || c == '_') {
    const size_t end = name_end(text, at);
    return {word_kind(text.substr(at, end - at)), end};
  }
  if (is_digit(c)) {
    size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return {TokenKind::kInteger, end};
  }
  if (c == '#' || c == ':') {
    const size_t end = name_end(text, at + 1);
    if (end > at + 1) return {c == '#' ? TokenKind::kNamePlaceholder : TokenKind::kValuePlaceholder, end};
  }
  const auto [kind, size] = punctuation(text, at);
  return {kind, kind == TokenKind::kUnknown ? character_end(text, at) : at + size};
}

}  // namespace

std::vector<Token> lex(std::string_view text) {
  CHECK(text.size() <= UINT16_MAX);
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 3 + 2);
  size_t at = 0;
  while (true) {
    while (at < text.size() && is_space(text[at])) ++at;
    const auto begin = static_cast<uint16_t>(at);
    if (at == text.size()) {
      tokens.push_back({TokenKind::kEnd, begin, begin});
      return tokens;
    }
    const auto [kind, end] = next_token(text, at);
    tokens.push_back({kind, begin, static_cast<uint16_t>(end)});
    at = end;
  }
}

}  // namespace basalt::expression
