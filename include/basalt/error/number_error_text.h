// AWS's texts for numbers that cannot be stored, the same wherever they come from. Pure functions, any thread.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
#pragma once

#include <string_view>

#include "basalt/value/decimal.h"

namespace basalt {

// Empty for kNotANumber, which each place words in its own way.
std::string_view number_error_text(NumberError error);

}  // namespace basalt
