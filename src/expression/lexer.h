// The lexer of expressions: splits a text into tokens; never fails (what it does not know becomes kUnknown).
#pragma once

#include <string_view>
#include <vector>

#include "expression/token.h"

namespace basalt::expression {

// The last token is kEnd. The text must be at most 65,535 bytes (the parsers refuse more than 4,096 before).
std::vector<Token> lex(std::string_view text);

}  // namespace basalt::expression
