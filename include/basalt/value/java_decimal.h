// How Java's BigDecimal reads the exponent of a number's text. PartiQL's literals and parameters show it: an exponent
// that does not fit 32 bits is no number, and some that do wrap around.
//
// Pure function, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace basalt {

enum class JavaDecimal : uint8_t {
  kReadable,    // or not a number at all, which is for Decimal::parse to say
  kUnreadable,  // its exponent, or its scale (digits after the point less the exponent), is out of range
  kWrapped,     // so large that its magnitude comes out as tiny
};
JavaDecimal read_as_java(std::string_view number);

}  // namespace basalt
