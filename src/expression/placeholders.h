// Placeholders: the names and values that one request gives its expressions, and which of them have been used.
//
// One request, one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/expression/substitutions.h"
#include "expression/bound.h"

namespace basalt::expression {

class Placeholders {
 public:
  explicit Placeholders(Substitutions substitutions);

  // AWS's message when a map is empty or has a malformed key.
  std::optional<std::string> malformed() const;
  // What the placeholder stands for, marked as used; null when it is not defined. The name lives as long as this, the
  // value as long as value_owner().
  const std::string* name(std::string_view placeholder);
  const AttributeValue* value(std::string_view placeholder);
  const std::shared_ptr<const ValueTable>& value_owner() const { return values_; }
  // AWS's message when something has not been used.
  std::optional<std::string> unused() const;

 private:
  std::optional<std::map<std::string, std::string, std::less<>>> names_;
  std::shared_ptr<const ValueTable> values_;
  std::vector<const std::string*> used_names_;  // keys; may repeat
  std::vector<const std::string*> used_values_;
};

}  // namespace basalt::expression
