#include "expression/lexer.h"

#include <gtest/gtest.h>

#include <string>

namespace basalt::expression {
namespace {

std::string words(std::string_view text) {
  std::string result;
  for (const Token& token : lex(text)) {
    if (token.kind == TokenKind::kEnd) break;
    if (!result.empty()) result += '|';
    result += text.substr(token.begin, token.end - token.begin);
  }
  return result;
}

TEST(Lexer, SplitsAnExpressionIntoTokens) {
  EXPECT_EQ(words("#a.b[3]<=:v and(c<>d)"), "#a|.|b|[|3|]|<=|:v|and|(|c|<>|d|)");
  EXPECT_EQ(words(" SET a = b+:c , d=e - :f "), "SET|a|=|b|+|:c|,|d|=|e|-|:f");
}

TEST(Lexer, KeywordsHaveAnyCase) {
  const auto tokens = lex("bEtWeEn Between_ betweens");
  EXPECT_EQ(tokens[0].kind, TokenKind::kBetween);
  EXPECT_EQ(tokens[1].kind, TokenKind::kIdentifier);
  EXPECT_EQ(tokens[2].kind, TokenKind::kIdentifier);
}

TEST(Lexer, LoneSigilsAndForeignCharactersAreUnknown) {
  EXPECT_EQ(lex("#")[0].kind, TokenKind::kUnknown);
  EXPECT_EQ(lex(": x")[0].kind, TokenKind::kUnknown);
  EXPECT_EQ(words("\xC3\xBC!\""), "\xC3\xBC|!|\"");
}

TEST(Lexer, EndsWithTheEnd) {
  EXPECT_EQ(lex("").size(), 1u);
  EXPECT_EQ(lex("a ").back().kind, TokenKind::kEnd);
}

}  // namespace
}  // namespace basalt::expression
