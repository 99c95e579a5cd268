// What a parser finds wrong with a text that follows the grammar. AWS reports by kind, not by place: the kind that
// comes first in its order, and of that kind the first in the text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace basalt::expression {

enum class Finding : uint8_t {
  kTooManyOperators,
  kRedundantParentheses,
  kUnknownFunction,
  kMisplacedFunction,
  kReservedWord,
  kBadPath,
  kRepeatedSection,
};
inline constexpr size_t kFindings = 7;

class Findings {
 public:
  bool has(Finding kind) const { return first_[static_cast<size_t>(kind)].has_value(); }
  // Keeps the first message of each kind.
  void add(Finding kind, std::string message) {
    auto& slot = first_[static_cast<size_t>(kind)];
    if (!slot) slot = std::move(message);
  }
  std::optional<std::string> first_in(std::span<const Finding> order) const {
    for (Finding kind : order) {
      if (has(kind)) return first_[static_cast<size_t>(kind)];
    }
    return std::nullopt;
  }

 private:
  std::array<std::optional<std::string>, kFindings> first_;
};

}  // namespace basalt::expression
