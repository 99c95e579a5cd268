// Binding: a parsed expression's tables with the request's names and values put in.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expression/bound.h"
#include "expression/placeholders.h"

namespace basalt::expression {

struct Binding {
  BoundReferences references;
  // What had no definition, by its number; the first placeholder of a path only. Both are empty when all is well.
  std::vector<std::pair<uint32_t, std::string>> undefined_names;
  std::vector<std::pair<uint32_t, std::string>> undefined_values;

  bool complete() const { return undefined_names.empty() && undefined_values.empty(); }
  // The message for the first undefined placeholder of an operand.
  std::optional<std::string> undefined_in(const Operand& operand) const;
  // The message for the first undefined name, or value, of the whole expression.
  std::optional<std::string> undefined_name() const;
  std::optional<std::string> undefined_value() const;
};

Binding bind(const ParsedReferences& parsed, Placeholders& placeholders);

}  // namespace basalt::expression
