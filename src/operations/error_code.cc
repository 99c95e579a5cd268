#include "operations/error_code.h"

#include <string_view>

namespace basalt::operations {

std::string error_code(const ApiError& error) {
  constexpr std::string_view kException = "Exception";
  std::string_view name = error.name();
  if (name == "ValidationException") return "ValidationError";
  if (name == "ThrottlingException") return "ThrottlingError";
  if (name.ends_with(kException)) name.remove_suffix(kException.size());
  return std::string(name);
}

}  // namespace basalt::operations
