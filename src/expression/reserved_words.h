// The words that DynamoDB does not accept as attribute names in expressions, in any case of letters.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
#pragma once

#include <string_view>

namespace basalt::expression {

bool is_reserved_word(std::string_view name);

}  // namespace basalt::expression
