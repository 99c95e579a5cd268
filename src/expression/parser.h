// The parsers: text to tree. They refuse what is wrong with the text alone, in AWS's words and order; the string of a
// failure is the message without its "Invalid <kind>: ".
//
// Pure functions. Any bytes may come in: the size is checked first and nesting is limited.
#pragma once

#include <string_view>

#include "expression/parsed.h"
#include "expression/token_cursor.h"

namespace basalt::expression {

ParseResult<ParsedCondition> parse_condition(std::string_view text);
ParseResult<ParsedUpdate> parse_update(std::string_view text);
ParseResult<ParsedProjection> parse_projection(std::string_view text);

// Refuses an empty and an oversized text; each parser begins with it.
ParseResult<void> check_expression_size(std::string_view text);

}  // namespace basalt::expression
