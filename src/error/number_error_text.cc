#include "basalt/error/number_error_text.h"

namespace basalt {

std::string_view number_error_text(NumberError error) {
  switch (error) {
    case NumberError::kOverflow:
      return "Number overflow. Attempting to store a number with magnitude larger than supported range";
    case NumberError::kUnderflow:
      return "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    case NumberError::kTooManyDigits:
      return "Attempting to store more than 38 significant digits in a Number";
    case NumberError::kNotANumber:
      break;
  }
  return {};
}

}  // namespace basalt
