#include <algorithm>
#include <optional>
#include <utility>

#include "basalt/value/java_decimal.h"
#include "expression/ascii.h"
#include "expression/partiql_token.h"

namespace basalt::expression::partiql {
namespace {

constexpr std::string_view kOperatorWords[] = {"and", "between", "in", "is", "like", "not", "or"};

bool is_word_character(char c) { return is_name_character(c) || c == '$'; }

TokenKind word_kind(std::string_view name) {
  for (const std::string_view word : kOperatorWords) {
    if (word == name) return TokenKind::kOperator;
  }
  if (name == "true") return TokenKind::kTrue;
  if (name == "false") return TokenKind::kFalse;
  if (name == "null") return TokenKind::kNull;
  if (name == "missing") return TokenKind::kMissing;
  return is_keyword(name) ? TokenKind::kKeyword : TokenKind::kIdentifier;
}

// Punctuation of two characters before that of one. kEnd: none.
std::pair<TokenKind, size_t> punctuation(std::string_view rest) {
  constexpr std::pair<std::string_view, TokenKind> kMarks[] = {
      {"<<", TokenKind::kOpenBag},   {">>", TokenKind::kCloseBag},   {"<=", TokenKind::kOperator},
      {">=", TokenKind::kOperator},  {"<>", TokenKind::kOperator},   {"!=", TokenKind::kOperator},
      {"||", TokenKind::kOperator},  {"<", TokenKind::kOperator},    {">", TokenKind::kOperator},
      {"=", TokenKind::kOperator},   {"+", TokenKind::kOperator},    {"-", TokenKind::kOperator},
      {"*", TokenKind::kOperator},   {"/", TokenKind::kOperator},    {"%", TokenKind::kOperator},
      {"?", TokenKind::kParameter},  {".", TokenKind::kDot},         {",", TokenKind::kComma},
      {":", TokenKind::kColon},      {";", TokenKind::kSemicolon},   {"(", TokenKind::kOpenParen},
      {")", TokenKind::kCloseParen}, {"[", TokenKind::kOpenBracket}, {"]", TokenKind::kCloseBracket},
      {"{", TokenKind::kOpenBrace},  {"}", TokenKind::kCloseBrace},
  };
  for (const auto& [text, kind] : kMarks) {
    if (rest.starts_with(text)) return {kind, text.size()};
  }
  return {TokenKind::kEnd, 0};
}

size_t digits_end(std::string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  SyntaxResult<std::vector<Token>> run() {
    std::vector<Token> tokens;
    for (;;) {
      if (!skip_blank()) return unreadable();
      if (at_ == text_.size()) {
        tokens.push_back({TokenKind::kEnd, {}, place(at_)});
        return tokens;
      }
      auto token = next();
      if (!token) return unreadable();
      tokens.push_back(*std::move(token));
    }
  }

 private:
  static Failure<std::string> unreadable() { return Failure{std::string()}; }

  // False: a comment that does not end.
  bool skip_blank() {
    for (;;) {
      while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == '\f' || text_[at_] == '\v')) advance(at_ + 1);
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("--")) {
        advance(std::min(text_.size(), text_.find_first_of("\r\n", at_)));
      } else if (rest.starts_with("/*")) {
        const size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return false;
        advance(end + 2);
      } else {
        return true;
      }
    }
  }

  std::optional<Token> next() {
    const char c = text_[at_];
    if (c == '\'') return quoted(TokenKind::kString);
    if (c == '"') return quoted(TokenKind::kQuotedIdentifier);
    const bool point_first = c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (is_digit(c) || (point_first && !follows_name_)) return number();
    if (is_word_character(c)) return word();
    const auto [kind, size] = punctuation(text_.substr(at_));
    if (kind == TokenKind::kEnd) return std::nullopt;
    std::string text(text_.substr(at_, size));
    if (text == "!=") text = "<>";
    return token(kind, std::move(text), at_ + size);
  }

  std::optional<Token> word() {
    size_t end = at_;
    while (end < text_.size() && is_word_character(text_[end])) ++end;
    const std::string_view written = text_.substr(at_, end - at_);
    std::string name = lower_case(written);
    const TokenKind kind = word_kind(name);
    return token(kind, kind == TokenKind::kIdentifier ? std::string(written) : std::move(name), end);
  }

  std::optional<Token> number() {
    size_t end = digits_end(text_, at_);
    if (end < text_.size() && text_[end] == '.') end = digits_end(text_, end + 1);
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      size_t begin = end + 1;
      if (begin < text_.size() && (text_[begin] == '+' || text_[begin] == '-')) ++begin;
      end = digits_end(text_, begin);
      if (end == begin) return std::nullopt;
    }
    if (end < text_.size() && is_word_character(text_[end])) return std::nullopt;
    std::string number(text_.substr(at_, end - at_));
    if (read_as_java(number) == JavaDecimal::kUnreadable) return std::nullopt;
    return token(TokenKind::kNumber, std::move(number), end);
  }

  // A doubled quote stands for one.
  std::optional<Token> quoted(TokenKind kind) {
    const char quote = text_[at_];
    std::string content;
    for (size_t at = at_ + 1; at < text_.size(); ++at) {
      if (text_[at] != quote) {
        content.push_back(text_[at]);
      } else if (at + 1 < text_.size() && text_[at + 1] == quote) {
        content.push_back(text_[at++]);
      } else {
        return token(kind, std::move(content), at + 1);
      }
    }
    return std::nullopt;
  }

  Token token(TokenKind kind, std::string text, size_t end) {
    // After a name, a closing bracket or a star, a point goes on with a path.
    follows_name_ = kind == TokenKind::kIdentifier || kind == TokenKind::kQuotedIdentifier ||
                    kind == TokenKind::kCloseBracket || kind == TokenKind::kCloseParen;
    Token made{kind, std::move(text), place(end)};
    advance(end);
    return made;
  }

  Position place(size_t end) const {
    Position position{line_, column_, 0};
    for (size_t at = at_; at < end; ++at) position.length += begins_character(text_[at]) ? 1 : 0;
    return position;
  }

  void advance(size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if (begins_character(text_[at_])) {
        ++column_;
      }
    }
  }

  static bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

  std::string_view text_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
  bool follows_name_ = false;
};

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

SyntaxResult<std::vector<Token>> lex(std::string_view statement) { return Lexer(statement).run(); }

}  // namespace basalt::expression::partiql
